import type { FieldKind } from '../../../shared/nouns/field.ts';
import type { NamedField } from '../data/named-field.ts';

/** Pixels a column has at least, and its share of what is left over. */
type Width = readonly [least: number, share: number];

const widths: Readonly<Record<FieldKind, Width>> = {
  text: [150, 1.4],
  longText: [200, 2],
  richText: [200, 2],
  autonumber: [150, 0.8],
  number: [110, 0.7],
  percent: [100, 0.6],
  rating: [120, 0.6],
  money: [130, 0.8],
  date: [140, 0.7],
  datetime: [180, 0.9],
  boolean: [90, 0.5],
  choice: [150, 0.8],
  choices: [170, 1],
  emails: [190, 1.2],
  phones: [160, 1],
  urls: [180, 1.2],
  files: [180, 1.2],
  personName: [180, 1.4],
  address: [200, 1.4],
  location: [180, 1],
  json: [180, 1.2],
  member: [160, 1],
  relation: [160, 1.2],
  anyRelation: [170, 1.2],
  links: [170, 1.2],
};
const titleWidth: Width = [260, 2];
/** About what a letter of a column's name takes, and what stands around it. */
const letterWidth = 7.5;
const headerPadding = 40;
const selectionWidth = 44;

export interface GridLayout {
  /** The columns as CSS. */
  readonly template: string;
  /** Pixels: what every row is at least as wide as. Each row is a grid of its own, so its content must have no say. */
  readonly minWidth: number;
  /** Pixels from the left at which each column stays that is frozen; what is absent is scrolled past them. */
  readonly lefts: readonly number[];
}

interface LayoutOptions {
  /** Pixels by field, where somebody chose them. */
  readonly widths?: Readonly<Record<string, number>>;
  /** Without a column for selecting. */
  readonly isPlain?: boolean;
  /** How many of the first columns stay where they are. */
  readonly frozen?: number;
  /** Pixels that what stays may take; one column may always stay. */
  readonly room?: number;
}

/**
 * The grid's columns: the selection, then each field as wide as somebody chose, else as its kind and its own name need,
 * the title widest.
 */
export function layOutGrid(
  fields: readonly NamedField[],
  title: string,
  labelOf: (field: NamedField) => string,
  { widths: chosen = {}, isPlain = false, frozen = 1, room = Number.POSITIVE_INFINITY }: LayoutOptions = {},
): GridLayout {
  const columns = fields.map((field): Width => {
    const own = chosen[field.name];
    if (own) return [own, 0];
    const [least, share] = field.name === title ? titleWidth : widths[field.kind];
    return [Math.max(least, Math.ceil(labelOf(field).length * letterWidth) + headerPadding), share];
  });
  const start = isPlain ? 0 : selectionWidth;
  const lefts = placesOf(
    columns.slice(0, frozen).map(([least]) => least),
    start,
    room,
  );
  // What others stay beside has a width of its own: rows are laid out each by itself, and their columns must meet.
  const tracks = columns.map(([least, share], index) =>
    share === 0 || index < lefts.length - 1 ? `${least}px` : `minmax(${least}px, ${share}fr)`,
  );
  return {
    template: [...(isPlain ? [] : [`${selectionWidth}px`]), ...tracks].join(' '),
    minWidth: columns.reduce((sum, [least]) => sum + least, start),
    lefts,
  };
}

/** Where columns of these widths stay beside each other, as many as there is room for. */
function placesOf(widths: readonly number[], start: number, room: number): readonly number[] {
  const ends = widths.map((_, index) => widths.slice(0, index + 1).reduce((sum, width) => sum + width, start));
  return [start, ...ends].slice(0, widths.length).filter((_, index) => index === 0 || (ends[index] ?? 0) <= room);
}
