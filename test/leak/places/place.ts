/**
 * A place: somewhere in a log call that a value can get into a line from.
 *
 * Out: the type, and how a text becomes two places, a field's value and a message.
 */
import type { createLogger } from '../../../src/index.ts'
import type { Plant } from '../plants.ts'

export type Logger = ReturnType<typeof createLogger>
export type Options = NonNullable<Parameters<typeof createLogger>[0]>

/** What was planted last; options are given before it is known. */
export type Box = { plant: Plant }

export type Place = {
  readonly name: string
  /** A name and a value; a free text; a value that only its shape tells; a number. */
  readonly holds: 'field' | 'text' | 'value' | 'number'
  readonly write: (log: Logger, plant: Plant) => void
  /** Options that the logger must have. */
  readonly options?: (box: Box) => Options
  /** The line shows nothing of what is planted there; or only pino's own record does not. */
  readonly silent?: true | 'pino'
  /** What stands around the value may go with it: the text is sensitive as a whole. */
  readonly whole?: true
  /** Plants that cannot stand there, and why. */
  readonly not?: Readonly<Record<string, string>>
}

export function fits(place: Place, plant: Plant): boolean {
  if (place.not?.[plant.kind] !== undefined) return false
  switch (place.holds) {
    case 'field':
      return true
    case 'text':
      return plant.inText
    case 'value':
      return plant.byShape
    case 'number':
      return plant.number !== null
  }
}

type Text = Pick<Place, 'name' | 'holds' | 'not' | 'whole'> & {
  readonly text: (plant: Plant) => string
}

/** A text as the value of a field, and as the message. */
export function asFieldAndMessage({ text, ...place }: Text): readonly Place[] {
  return [
    {
      ...place,
      name: `${place.name} in a field`,
      write: (log, plant) => log.info({ data: text(plant) }, 'done')
    },
    { ...place, name: `${place.name} in the message`, write: (log, plant) => log.info(text(plant)) }
  ]
}
