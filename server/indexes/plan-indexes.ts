import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { type DesiredTable, desiredSchema } from '../metadata/desired-schema.ts';
import { quote, shortName, snakeCase, tableOf } from '../metadata/names.ts';
import { readRegistry } from '../metadata/registries.ts';
import type { Registry } from '../metadata/registry.ts';
import { chooseFields, needsIndex } from './choose-fields.ts';
import {
  type FieldUses,
  listFailures,
  listIndexes,
  listUnseenKeys,
  listUses,
  type MadeIndex,
} from './field-use.repository.ts';

/** `making` is also what waits for its turn; `none` is what nobody asks for, or what there was no room for. */
export type IndexState = 'ready' | 'making' | 'failed' | 'none';

/** How the indexes of an added field stand. */
export interface FieldIndexes {
  readonly noun: string;
  readonly field: string;
  readonly state: IndexState;
  /** From 0 to 1, while it is being made. */
  readonly progress: number | null;
  readonly uses: number;
  /** Why they could not be made, as the database says it. */
  readonly failure: string | null;
}

/** One step towards the indexes that are to be. */
export interface IndexStep {
  readonly text: string;
  /** The index that it makes. */
  readonly makes: string | null;
}

interface Ground {
  readonly registry: Registry;
  readonly tables: ReadonlyMap<string, DesiredTable>;
  readonly made: ReadonlyMap<string, MadeIndex>;
  readonly failures: ReadonlyMap<string, string>;
  readonly uses: readonly FieldUses[];
  readonly kept: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What is to be done next to bring the indexes of added fields to what they should be; null when they are. */
export async function nextIndexStep(ctx: Context, db: Queryable = ctx.db): Promise<IndexStep | null> {
  const ground = await readGround(ctx, db);
  const nouns = ground.registry.nouns.filter(hasAdded);
  for (const noun of nouns) {
    const drop = dropsOf(noun, ground)[0];
    if (drop) return { text: `drop index concurrently if exists ${quote(drop)}`, makes: null };
  }
  for (const noun of nouns) {
    const [missing] = missingOf(noun, ground);
    if (missing) return missing;
  }
  const [unseen] = await listUnseenKeys(db);
  if (!unseen || ground.failures.has(unseen.name)) return null;
  return { text: `alter table ${quote(unseen.table)} validate constraint ${quote(unseen.name)}`, makes: unseen.name };
}

/** How the indexes of every added field stand. */
export async function listFieldIndexes(ctx: Context): Promise<readonly FieldIndexes[]> {
  const ground = await readGround(ctx, ctx.db);
  return ground.registry.nouns.filter(hasAdded).flatMap((noun) => {
    const chosen = chosenOf(noun, ground);
    const added = Object.entries(noun.fields).filter(([, field]) => field.custom);
    return added.map(([name]): FieldIndexes => {
      const names = laterOf(noun, ground).flatMap(([index, { field }]) => (field === name ? [index] : []));
      const progress = names.map((index) => ground.made.get(index)?.progress ?? null).find((one) => one !== null);
      const failure = names.map((index) => ground.failures.get(index)).find((one) => one !== undefined) ?? null;
      const isReady = names.every((index) => ground.made.get(index)?.valid);
      const wanted = chosen.has(name) ? (failure ? 'failed' : 'making') : 'none';
      const uses = ground.uses.find((one) => one.noun === noun.name && one.field === name)?.uses ?? 0;
      return {
        noun: noun.name,
        field: name,
        state: isReady ? 'ready' : wanted,
        progress: progress ?? null,
        uses,
        failure,
      };
    });
  });
}

async function readGround(ctx: Context, db: Queryable): Promise<Ground> {
  const registry = await readRegistry(ctx.registry, db);
  const kept = new Map<string, Set<string>>();
  for (const module of registry.modules) {
    for (const { noun, field } of (await module.fieldsInUse?.(db)) ?? [])
      kept.set(noun, (kept.get(noun) ?? new Set()).add(field));
  }
  return {
    registry,
    tables: new Map(desiredSchema(registry).map((table) => [table.name, table])),
    made: new Map((await listIndexes(db)).map((one) => [one.name, one])),
    failures: await listFailures(db),
    uses: await listUses(db),
    kept,
  };
}

function hasAdded(noun: Noun): boolean {
  return Object.values(noun.fields).some((field) => field.custom);
}

function laterOf(noun: Noun, { tables }: Ground) {
  return [...(tables.get(tableOf(noun))?.later ?? [])];
}

function chosenOf(noun: Noun, ground: Ground): ReadonlySet<string> {
  const bare = new Set(laterOf(noun, ground).flatMap(([name, { field }]) => (ground.made.has(name) ? [] : [field])));
  const indexed = new Set(Object.keys(noun.fields).filter((name) => !bare.has(name)));
  return chooseFields(noun, { uses: ground.uses, kept: ground.kept.get(noun.name) ?? new Set(), indexed });
}

/** What was cut short, what is asked for no more, and keys of fields that are not unique after all. */
function dropsOf(noun: Noun, ground: Ground): readonly string[] {
  const chosen = chosenOf(noun, ground);
  const later = laterOf(noun, ground).flatMap(([name, { field }]) => {
    const made = ground.made.get(name);
    return made && (!made.valid || !chosen.has(field)) ? [name] : [];
  });
  const keys = Object.entries(noun.fields)
    .filter(([, field]) => field.custom && !field.unique)
    .map(([name]) => shortName(`${tableOf(noun)}_${snakeCase(name)}_key`));
  return [...later, ...keys.filter((name) => ground.made.has(name))];
}

/** Those that are needed first. */
function missingOf(noun: Noun, ground: Ground): readonly IndexStep[] {
  const chosen = chosenOf(noun, ground);
  const missing = laterOf(noun, ground).filter(
    ([name, { field }]) => chosen.has(field) && !ground.made.has(name) && !ground.failures.has(name),
  );
  const isNeeded = (name: string) => {
    const field = noun.fields[name];
    return field !== undefined && needsIndex(field);
  };
  const sorted = missing.sort(([, one], [, other]) => Number(isNeeded(other.field)) - Number(isNeeded(one.field)));
  return sorted.map(([name, { statement }]) => ({
    text: statement.replace(/^create index /, 'create index concurrently '),
    makes: name,
  }));
}
