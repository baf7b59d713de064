import type { LocalText } from './field.ts';

/**
 * What a workspace calls a noun, each by language; what is not said in a language is as it was shipped. Every text is whole and
 * stands by itself, so that no language needs a case, a gender or an article put together: `create` is said in full ("Новый заказ").
 */
export interface NounWords {
  /** One record: "Order". */
  readonly one?: LocalText;
  /** Many: "Orders". */
  readonly many?: LocalText;
  /** The act of adding one: "New order". */
  readonly create?: LocalText;
  /** What a list says that has none yet. */
  readonly about?: LocalText;
}

/** What a workspace calls a noun that a module declares. */
export interface GivenNames {
  readonly noun: string;
  /** Counts the changes of it, from 1. */
  readonly version: number;
  readonly definition: NounWords;
}

interface Shipped {
  readonly one: string;
  readonly many: string;
}

/**
 * What a field is called whose shipped label is the shipped name of the noun it points at ("Company", "People"): as that noun is
 * called now. Any other label stays.
 */
export function labelAfter(label: string, shipped: Shipped | undefined, names: NounWords, language: string): string {
  if (label === shipped?.one) return names.one?.[language] ?? label;
  if (label === shipped?.many) return names.many?.[language] ?? label;
  return label;
}
