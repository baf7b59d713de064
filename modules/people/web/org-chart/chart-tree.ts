import type { AnyRecord, Reference } from '../../../../shared/nouns/value.ts';

export interface ChartNode {
  readonly person: AnyRecord;
  readonly below: readonly ChartNode[];
}

/** People under whom they report to; at the top who reports to nobody of them. */
export function chartOf(people: readonly AnyRecord[]): readonly ChartNode[] {
  const known = new Set(people.map(({ id }) => id));
  const superior = (one: AnyRecord) => {
    const id = (one.reportsTo as Reference | null)?.id;
    return id !== undefined && known.has(id) ? id : null;
  };
  const nodes = (above: string | null): ChartNode[] =>
    people.filter((one) => superior(one) === above).map((one) => ({ person: one, below: nodes(one.id) }));
  return nodes(null);
}

/** Whether anybody has drawn anything yet. */
export function isDrawn(people: readonly AnyRecord[]): boolean {
  return people.some(({ reportsTo, decisionRole, attitude }) => reportsTo || decisionRole || attitude);
}
