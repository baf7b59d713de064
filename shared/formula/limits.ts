/** Limits that keep a formula of anybody's cheap: what is written, how deep it nests, and how long the texts it makes get. */
export const formulaLimits = { length: 2_000, depth: 30, nodes: 400, textLength: 10_000, decimals: 12 } as const;

/** No number or amount reaches this: a thousand million million million. */
export const numberBound = '1e24';
