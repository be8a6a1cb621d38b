/**
 * What a JSON string says.
 *
 * In: a view and a string node in it, quotes included. Out: a view of its decoded content.
 */
import { decodeJsonString } from './decode/json-string.ts'
import { lazyView, sliceView, type View } from './view.ts'

export function stringView(
  view: View,
  node: { readonly start: number; readonly end: number }
): View {
  const inner = sliceView(view, node.start + 1, node.end - 1, 'json')
  if (!inner.text.includes('\\')) return inner
  const outer = sliceView(view, node.start + 1, node.end - 1)
  const decode = () => decodeJsonString(inner.text)
  const text = parseString(view.text.slice(node.start, node.end)) ?? decode().text
  return lazyView(outer, 0, text, decode, 'json')
}

/** JSON.parse takes a tenth of the time; what it refuses (an unknown escape, a control character) is read as it stands. */
function parseString(json: string): string | null {
  try {
    return JSON.parse(json) as string
  } catch {
    return null
  }
}
