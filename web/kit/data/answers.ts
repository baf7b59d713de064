import type { AnyRecord } from '../../../shared/nouns/value.ts';

export interface RecordPageAnswer {
  readonly items: readonly AnyRecord[];
  /** The next page's cursor; null on the last one. */
  readonly next: string | null;
  /** Where the page before ends; told of a page that was asked for by its own end. */
  readonly previous?: string | null;
}
/** Where a long list can be entered: cursors spread over it, and about how many records stand before each. */
export interface PositionsAnswer {
  readonly about: number;
  readonly exact: boolean;
  readonly positions: readonly { readonly at: number; readonly cursor: string }[];
}
export interface CountAnswer {
  readonly count: number;
  /** There are more than `count`. */
  readonly capped: boolean;
}
/** An entry of a record's history, as the API answers it. */
export interface ChangeAnswer {
  readonly id: string;
  readonly at: string;
  readonly recordId: string;
  readonly memberId: string | null;
  readonly through: string;
  /** The process that did it, in the member's name. */
  readonly process?: { readonly name: string };
  /** The client who did it in the portal: a person. */
  readonly client?: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;
}
export interface ChangePageAnswer {
  readonly items: readonly ChangeAnswer[];
  readonly next: string | null;
}
