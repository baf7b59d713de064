import type { z } from 'zod';
import type { LocalText } from '../../shared/nouns/field.ts';
import type { Language } from '../../shared/nouns/metadata.ts';
import type { Context, TransactionContext } from '../context.ts';

/** One thing of a part: a noun, a field, a pipeline. Plain JSON that means the same in another installation: no ids. */
export type Item = Readonly<Record<string, unknown>>;

/** What is to become of an item. */
export interface ItemChange<I = Item> {
  readonly act: 'add' | 'change' | 'retire';
  readonly key: string;
  /** Null for one that is added. */
  readonly before: I | null;
  readonly after: I;
}

/** Why a change can not be had; `code` is a translation key. */
export interface Problem {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The workspace that a configuration comes into. */
export interface Destination {
  readonly language: Language;
  /** What an item of another part is known by here: one of the same name may be there under another key. */
  currentKey(part: string, key: string): string;
  /** What is there of the item's part, where a package is merged with it. */
  readonly kept: readonly Item[];
}

/**
 * A part of a workspace's configuration, contributed by the module that keeps it. Versions, differences, export, import and
 * undo follow from it. Nothing a part does may lose data: what is given up is retired.
 */
export interface ConfigurationPart<I = Item> {
  /** Its name in packages. */
  readonly name: string;
  readonly item: z.ZodType<I>;
  /** The nouns of the change log that tell of it. */
  readonly heardOf: readonly string[];
  /** Written before the tables are brought up to date: they follow from it. */
  readonly makesTables?: true;
  /** Where its items are records, in the bin or not: what each is known by. Other items speak of them by it. */
  records?(ctx: Context): Promise<readonly { readonly key: string; readonly id: string }[]>;
  /** The keys of what records use: a merge neither renames nor removes it. */
  inUse?(ctx: Context): Promise<readonly string[]>;
  keyOf(item: I): string;
  labelOf(item: I): LocalText | string;
  read(ctx: Context): Promise<readonly I[]>;
  /** A package's item as this workspace would say it. */
  settle?(item: I, destination: Destination): I;
  /** Whether an item under another key is meant. */
  isSame?(item: I, current: I): boolean;
  /** What an import makes of an item that is there: nothing that only this workspace says is taken away. */
  merge?(before: I, after: I, isInUse: boolean): I;
  /** What a preset makes of an item that is there: what was given up comes back, what it lacks is added. Else it stays as it is. */
  complete?(before: I, wanted: I): I;
  /** An item that is there as it was shipped, with what only this workspace has added to it. As a merge where it does not say. */
  restore?(before: I, shipped: I): I;
  retire(item: I): I;
  /** `wanted` gives all items of a part as they would be afterwards. What the change speaks of is given by id. */
  problemOf(ctx: Context, change: ItemChange<I>, wanted: (part: string) => readonly Item[]): Promise<Problem | null>;
  write(tx: TransactionContext, changes: readonly ItemChange<I>[]): Promise<void>;
}

export function defineConfigurationPart<I>(part: ConfigurationPart<I>): ConfigurationPart {
  return part as unknown as ConfigurationPart;
}

/** The items of each part by its name. */
export type Configuration = Readonly<Record<string, readonly Item[]>>;
