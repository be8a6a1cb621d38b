/** In the place of src/record/reserved.ts: no name of a caller's is looked at. */
export { type CallerFields, type LoggedFields, UNREADABLE } from '../../src/record/reserved.ts'

export function createFieldMover(): <T extends object>(fields: T) => T {
  return (fields) => fields
}
