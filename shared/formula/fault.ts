/** What is wrong with a formula as it is written, and where: `at` counts characters from 0. */
export interface FormulaFault {
  readonly code: FormulaFaultCode;
  readonly at: number;
  readonly params: Readonly<Record<string, string | number>>;
}

export const formulaFaultCodes = [
  'formulaEmpty',
  'formulaTooLong',
  'formulaTooDeep',
  'formulaUnexpected',
  'formulaUnfinished',
  'formulaOpenText',
  'formulaUnknownField',
  'formulaUnknownFunction',
  'formulaUnusableField',
  'formulaArgumentCount',
  'formulaArgumentType',
  'formulaResultType',
] as const;
export type FormulaFaultCode = (typeof formulaFaultCodes)[number];

/** Thrown by the parser and the checker of this folder, and caught at its door. */
export class FormulaError extends Error {
  readonly fault: FormulaFault;

  constructor(code: FormulaFaultCode, at: number, params: FormulaFault['params'] = {}) {
    super(`${code} at ${at}`);
    this.name = 'FormulaError';
    this.fault = { code, at, params };
  }
}

/** What the words of a fault are filled with: the character it stands at, counted from 1, and whether a name is suggested. */
export function faultParams({ at, params }: FormulaFault): Readonly<Record<string, string | number>> {
  return { ...params, at, position: at + 1, ...(params.meant ? { context: 'meant' } : {}) };
}

/** The known name that is meant by one nearly like it; '' where none is. */
export function nearestName(name: string, known: readonly string[]): string {
  const sought = name.toLowerCase();
  const bound = Math.max(2, Math.floor(sought.length / 3));
  let best = '';
  let fewest = bound + 1;
  for (const candidate of known) {
    const edits = editsBetween(sought, candidate.toLowerCase());
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** How many letters must be put in, taken out or exchanged to make one text of the other. */
function editsBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const exchange = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(exchange, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
