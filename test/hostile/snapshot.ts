/**
 * What an object looks like, without asking it: own properties by descriptor, no getter is called.
 *
 * Out: a text that differs if anything within four levels was added, taken away, redefined or assigned.
 */
export function snapshot(value: unknown, depth = 0): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    return typeof value === 'string' ? `${value.length}:${value.slice(0, 40)}` : String(value)
  if (depth > 4) return '…'
  try {
    const descriptors = Object.getOwnPropertyDescriptors(value) as Record<
      string,
      PropertyDescriptor
    >
    const keys = Reflect.ownKeys(descriptors).slice(0, 50)
    const members = keys.map((key) => {
      const descriptor = descriptors[key as string] as PropertyDescriptor
      const held = 'value' in descriptor ? snapshot(descriptor.value, depth + 1) : 'accessor'
      return `${String(key)}=${held}${descriptor.writable}${descriptor.enumerable}`
    })
    return `{${Reflect.ownKeys(descriptors).length}|${members.join(',')}}`
  } catch {
    return 'refuses'
  }
}
