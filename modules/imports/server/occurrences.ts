import { createHash } from 'node:crypto';
import type { ReadRow } from './read-row.ts';

/** Counts how often the same row stood in the file, so that two equal rows are two records, today and next time. */
export class Occurrences {
  private readonly settled = new Map<string, number>();
  private readonly fresh = new Map<string, number>();

  /** The key a row without a key of its own is recognised by: its texts, and which of its equals it is. */
  keyOf(row: ReadRow): string {
    const texts = JSON.stringify([row.plan.noun.name, allTexts(row)]);
    const count = (this.fresh.get(texts) ?? this.settled.get(texts) ?? 0) + 1;
    this.fresh.set(texts, count);
    return createHash('sha256').update(`${texts}#${count}`).digest('hex');
  }

  /** What was counted since the last time stands. */
  settle(): void {
    for (const [texts, count] of this.fresh) this.settled.set(texts, count);
    this.fresh.clear();
  }

  /** What was counted since the last time did not happen. */
  undo(): void {
    this.fresh.clear();
  }
}

function allTexts(row: ReadRow): unknown {
  return [
    row.texts,
    ...row.pointers.map(({ row: inner }) => allTexts(inner)),
    ...row.children.map(({ row: inner }) => allTexts(inner)),
  ];
}
