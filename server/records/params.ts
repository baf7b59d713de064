import { writeLiteral } from '../db/write-literal.ts';

/** Where the values of a statement go while its text is written. */
export interface Values {
  /** What was added so far. */
  readonly values: readonly unknown[];
  /** Answers what stands for the value in the text. */
  add(value: unknown): string;
}

/** Values that are sent beside the text; `add` answers the placeholder. */
export class Params implements Values {
  readonly values: unknown[] = [];

  /** @param lead how many values stand before these in the statement that they become a part of */
  constructor(private readonly lead = 0) {}

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.lead + this.values.length}`;
  }
}

/**
 * Values that stand in the text itself: those of a person's rights, which are the same with each request, so that PostgreSQL
 * plans for them once and knows how many records they open. Never for what a request brings.
 */
export class Literals implements Values {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return writeLiteral(value);
  }
}
