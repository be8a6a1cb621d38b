/** All places of the table, in one list. */
import { CALL_PLACES } from './calls.ts'
import { ENCODED_PLACES } from './encodings.ts'
import { ERROR_PLACES } from './errors.ts'
import type { Place } from './place.ts'
import { RESERVED_PLACES } from './reserved.ts'
import { SIBLING_PLACES } from './siblings.ts'
import { TEXT_PLACES } from './texts.ts'
import { VALUE_PLACES } from './values.ts'

export const EVERY_PLACE: readonly Place[] = [
  ...VALUE_PLACES,
  ...CALL_PLACES,
  ...ERROR_PLACES,
  ...RESERVED_PLACES,
  ...SIBLING_PLACES,
  ...ENCODED_PLACES,
  ...TEXT_PLACES
]
