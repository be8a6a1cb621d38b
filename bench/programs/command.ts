/**
 * A program that says a lot, and what makes it say it.
 */

export type Command = {
  readonly name: string
  /** Must be on PATH. */
  readonly needs: string
  readonly shell: string
}
