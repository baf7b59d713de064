/** Why a formula has no value for a record. It is shown and found by, never taken for emptiness. */
export const valueErrors = [
  'divisionByZero',
  'currenciesDiffer',
  'rateMissing',
  'notANumber',
  'notACurrency',
  'noSuchDate',
  'tooLarge',
  'tooLongText',
] as const;
export type ValueErrorCode = (typeof valueErrors)[number];

/** A value that a computed field could not have, as it stands in the record's JSON. */
export interface ValueError {
  readonly error: ValueErrorCode;
}

export function isValueError(value: unknown): value is ValueError {
  return typeof value === 'object' && value !== null && 'error' in value;
}
