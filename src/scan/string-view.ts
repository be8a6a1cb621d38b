/**
 * What a JSON string says.
 *
 * In: a view and a string node in it, quotes included. Out: a view of its decoded content.
 */
import { decodeJsonString } from './decode/json-string.ts'
import { decodeView, sliceView, type View } from './view.ts'

export function stringView(
  view: View,
  node: { readonly start: number; readonly end: number }
): View {
  const inner = sliceView(view, node.start + 1, node.end - 1, 'json')
  if (!inner.text.includes('\\')) return inner
  const outer = { ...inner, layers: view.layers }
  return decodeView(outer, 0, decodeJsonString(inner.text), 'json')
}
