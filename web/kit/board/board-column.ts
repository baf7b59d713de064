import type { ReactNode } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';

/** A column of a board: the records whose column field has its value. */
export interface BoardColumn {
  /** The value of the column field: a record's id for a relation, the option's value for a choice. */
  readonly id: string;
  readonly title: string;
  /** One of the theme's named colours, or any CSS colour. */
  readonly color?: string | undefined;
  /** Sums and counts of the whole column, known to the caller by a report. */
  readonly summary?: ReactNode;
}

export interface BoardMove {
  readonly record: AnyRecord;
  readonly from: string;
  readonly to: BoardColumn;
}

export interface BoardOptions {
  /** A relation or choice field of the noun. */
  readonly field: string;
  readonly columns: readonly BoardColumn[];
  /** Only these records. Keep it the same object between renders. */
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  readonly sort?: string | undefined;
  /** What a card says below its title; the noun's first list fields without it. */
  readonly renderCard?: ((record: AnyRecord) => ReactNode) | undefined;
  /**
   * Asked before a card moves: the further values to write with the move (a lost reason), or null when the person
   * thinks better of it.
   */
  readonly beforeMove?: ((move: BoardMove) => Promise<Readonly<Record<string, unknown>> | null>) | undefined;
  /** After a move is saved, e.g. to ask for the sums again. */
  readonly onMoved?: ((move: BoardMove) => void) | undefined;
}
