import type { Field } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context, TransactionContext } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { type Registry, targetOf } from '../metadata/registry.ts';
import type { Values } from './rules.ts';

/** Whether the record goes to the bin with one that these values point at. */
export function hasParents({ registry }: Context, noun: Noun, values: Values): boolean {
  return parentsOf(registry, noun, [values]).length > 0;
}

/**
 * Keeps the records that these would go to the bin with from going there before they are written; whoever is deleting one
 * is waited for, and then it is no more to be pointed at. Rules before a write lock for themselves what they decide by.
 */
export async function lockParents(ctx: TransactionContext, noun: Noun, records: readonly Values[]): Promise<void> {
  const rules = ctx.registry.findRules(noun);
  if (rules?.beforeCreate || rules?.beforeCreateMany) return;
  await lock(ctx, noun, records);
}

/** As `lockParents` for a record that is moved below others; whatever its rules look at, they lock none that are new to it. */
export function lockNewParents(ctx: TransactionContext, noun: Noun, patch: Values): Promise<void> {
  return lock(ctx, noun, [patch]);
}

async function lock(ctx: TransactionContext, noun: Noun, records: readonly Values[]): Promise<void> {
  const rules = ctx.registry.findRules(noun);
  // What acts after the write may change the parent: two that share it would wait for each other.
  const strength = rules?.afterWrite || rules?.afterCreateMany ? 'no key update' : 'share';
  for (const { target, ids } of parentsOf(ctx.registry, noun, records)) {
    await ctx.db.query({
      text: `select from ${quote(tableOf(target))} where id = any($1::uuid[]) order by id for ${strength}`,
      values: [ids],
    });
  }
}

interface Parents {
  readonly target: Noun;
  readonly ids: readonly string[];
}

function parentsOf(registry: Registry, noun: Noun, records: readonly Values[]): readonly Parents[] {
  return followedBy(noun).flatMap(([name, field]) => {
    const target = targetOf(registry, field);
    const ids = [...new Set(records.flatMap((values) => (values[name] as string | null | undefined) ?? []))];
    return target && ids.length > 0 ? [{ target, ids }] : [];
  });
}

const followed = new WeakMap<Noun, readonly (readonly [string, Field])[]>();

/** The noun's pointers at what its records go to the bin with. */
function followedBy(noun: Noun): readonly (readonly [string, Field])[] {
  const known = followed.get(noun);
  if (known) return known;
  const found = Object.entries(noun.fields).filter(
    ([, field]) => field.kind === 'relation' && field.onDelete === 'follow',
  );
  followed.set(noun, found);
  return found;
}
