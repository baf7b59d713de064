/**
 * What says how far a schema has been brought up to date, and who is there at this moment: true of the place it stands in, so
 * never carried over.
 */
const madeAnew = new Set(['migration', 'schema_state', 'presence']);

export function isMadeAnew(table: string): boolean {
  return madeAnew.has(table);
}
