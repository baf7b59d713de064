import type { ReactNode } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { NamedField } from '../data/named-field.ts';

/** A column of a board: the records whose column field has its value. */
export interface BoardColumn {
  /** The value of the column field: a record's id for a relation, the option's value for a choice. */
  readonly id: string;
  readonly title: string;
  /** One of the theme's named colours, or any CSS colour. */
  readonly color?: string | undefined;
  /** What a card's field becomes when it is moved here; null empties it. The record or option of `id` when absent. */
  readonly value?: unknown;
  /** Which records stand here, where that is more than "the field is `id`". */
  readonly condition?: Filter | undefined;
  /** Sums and counts of the whole column, known to the caller by a report. */
  readonly summary?: ReactNode;
}

export interface BoardMove {
  readonly record: AnyRecord;
  readonly from: string;
  readonly to: BoardColumn;
}

export interface BoardOptions {
  /** A relation, member, choice or boolean field of the noun. */
  readonly field: string;
  readonly columns: readonly BoardColumn[];
  /** Only these records. Keep it the same object between renders. */
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  readonly sort?: string | undefined;
  /** The fields a card shows, the first of them that are filled; the noun's list fields without them. */
  readonly cardFields?: readonly NamedField[] | undefined;
  /** The field is worked out by the server: cards stay where they are. */
  readonly isFixed?: boolean | undefined;
  /** Opens a form for a new record of a column. */
  readonly onCreate?: ((column: BoardColumn) => void) | undefined;
  /** What a card says below its title, instead of fields. */
  readonly renderCard?: ((record: AnyRecord) => ReactNode) | undefined;
  /**
   * Asked before a card moves: the further values to write with the move (a lost reason), or null when the person
   * thinks better of it.
   */
  readonly beforeMove?: ((move: BoardMove) => Promise<Readonly<Record<string, unknown>> | null>) | undefined;
  /** After a move is saved, e.g. to ask for the sums again. */
  readonly onMoved?: ((move: BoardMove) => void) | undefined;
}
