import { reachOf } from '../../../server/access/access.ts';
import { actAs } from '../../../server/access/act-as.ts';
import { asSystem, type Context } from '../../../server/context.ts';
import { findRecordText } from '../../../server/records/read.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { RunNote } from '../contract/index.ts';
import { filledIn, isTellable, placeholdersIn } from './placeholders.ts';
import type { StepWorld } from './steps/step-world.ts';

/** A record as one of its readers sees it. */
export interface Reader {
  readonly member: string;
  readonly ctx: Context;
  readonly noun: Noun;
  /** With labels for what it points at, where they may see that. */
  readonly record: AnyRecord;
}

/** The record as the member sees it for whom something is meant; null where they may not see it. */
export async function readAs(world: StepWorld, member: string): Promise<Reader | null> {
  const { acting, noun: declared, record } = world;
  const ctx = await actAs(asSystem(acting), member);
  const noun = ctx?.registry.findNoun(declared.name);
  if (!ctx || !noun || reachOf(ctx, noun, 'read') === 'none') return null;
  const found = await findRecordText(ctx, noun, record.id, { expand: ['*'] });
  return found && { member, ctx, noun, record: JSON.parse(found.json) as AnyRecord };
}

/** The text with what its reader may see of the record: what is hidden from them or masked is left out. */
export function wordsFor({ ctx, noun, record }: Reader, text: string): string {
  return filledIn(ctx, noun, text, record);
}

/** Tells the maker what a reader was not told; nothing where they were told all. */
export function noteLeftOut({ member, noun }: Reader, ...texts: readonly string[]): RunNote[] {
  const named = [...new Set(texts.flatMap(placeholdersIn))];
  const seen = allFields(noun);
  const fields = named.filter((name) => !Object.hasOwn(seen, name) || !isTellable(seen[name]));
  return fields.length > 0 ? [{ what: 'leftOut', member, fields }] : [];
}
