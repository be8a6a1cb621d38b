/**
 * Text that is safe to print on a terminal.
 *
 * In: any text. Out: the same text with every character that could steer the terminal written as a visible escape.
 * Promise: no control character (C0, DEL, C1), no bidirectional control and no line separator stands in what comes out, so that
 * a logged value can neither move the cursor, nor colour or reorder what is read, nor forge a line.
 */

// C0, DEL and C1 (CSI can be the one byte 0x9b); Unicode's bidirectional marks, embeddings, overrides and isolates
// ("Trojan Source", CVE-2021-42574); line and paragraph separator; interlinear annotation and byte order mark.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what it is for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The text with unsafe characters as `\n`, `\u001b`, `\u202e` … */
export function escapeForTerminal(text: string): string {
  return text.replace(UNSAFE, toEscape)
}

function toEscape(char: string): string {
  return SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}
