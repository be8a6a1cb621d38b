/**
 * How much memory a pattern takes once it is compiled.
 *
 * In: parts. Out: how many characters the automaton reads when every repetition is written out, each counted with the
 * ranges of its class. RE2 compiles about one instruction for each; V8 about as much code once the pattern is hot.
 */
import type { Part } from './part.ts'

/**
 * RE2 gives a pattern 8 MiB: by this count `[\p{L}\p{N}]{400}` (240,000) is compiled, `{500}` (300,000) is "too large".
 * The largest shipped pattern, that of e-mail addresses, has 230,000.
 */
export const LARGEST_SIZE = 250_000

/** A Unicode property stands for so many ranges, in UTF-8 and on average over the categories. */
const RANGES_OF_PROPERTY = 300

/** Size of one pattern; see LARGEST_SIZE. */
export function sizeOfPattern(part: Part): number {
  switch (part.kind) {
    case 'char':
      return part.points.length + (part.unicode?.properties.length ?? 0) * RANGES_OF_PROPERTY
    case 'value':
      return sizeOfPattern(part.body)
    case 'repeat':
      return part.most * sizeOfPattern(part.body)
    case 'sequence':
      return part.parts.reduce((sum, each) => sum + sizeOfPattern(each), 0)
    case 'choice':
      return part.branches.reduce((sum, each) => sum + sizeOfPattern(each), 1)
  }
}
