import { resolvePath } from '../../shared/filter/field-path.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { conditionsOf } from '../../shared/filter/parts-of-filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import { addUses } from './field-use.repository.ts';
import { noteMissed } from './keep-indexes.ts';
import { listFieldIndexes } from './plan-indexes.ts';

/** Counts by which added fields the lists of a process are narrowed and ordered. */
export interface FieldUseCounter {
  /** Answers those of them that have no index yet, as `noun.field`; what has none is asked for at once. */
  note(ctx: Context, noun: Noun, asked: Asked): Promise<readonly string[]>;
}

export interface Asked {
  readonly filter?: Filter | undefined;
  readonly sort?: string | undefined;
}

/** Milliseconds for which what is known of the indexes holds, and after which counts are written down. */
const refreshAfter = 15_000;
/** Milliseconds after which an index that is still not there is asked for once more. */
const askAgainAfter = 600_000;

interface Counts {
  readonly uses: Map<string, number>;
  bare: ReadonlySet<string>;
  /** When each was asked for. */
  readonly asked: Map<string, number>;
  readAt: number;
}

export function createFieldUseCounter(): FieldUseCounter {
  const workspaces = new Map<string, Counts>();
  return {
    async note(ctx, noun, asked) {
      if (ctx.registry.customFields.length === 0) return [];
      const names = addedFields(ctx, noun, asked);
      if (names.length === 0) return [];
      const key = ctx.workspace.id;
      const counts = workspaces.get(key) ?? {
        uses: new Map(),
        bare: new Set(),
        asked: new Map(),
        readAt: -refreshAfter,
      };
      workspaces.set(key, counts);
      for (const name of names) counts.uses.set(name, (counts.uses.get(name) ?? 0) + 1);
      if (performance.now() - counts.readAt >= refreshAfter) await refresh(ctx, counts);
      return names.filter((name) => counts.bare.has(name));
    },
  };
}

/** Writes down what was counted and looks which indexes there are; asks for those that were missed. */
async function refresh(ctx: Context, counts: Counts): Promise<void> {
  const now = performance.now();
  counts.readAt = now;
  const uses = [...counts.uses].map(([name, count]) => ({ ...parse(name), uses: count }));
  counts.uses.clear();
  await addUses(ctx.db, uses);
  const states = await listFieldIndexes(ctx);
  counts.bare = new Set(states.filter(({ state }) => state !== 'ready').map(({ noun, field }) => `${noun}.${field}`));
  const missed = uses.map(({ noun, field }) => `${noun}.${field}`).filter((name) => counts.bare.has(name));
  const fresh = missed.filter((name) => now - (counts.asked.get(name) ?? -askAgainAfter) >= askAgainAfter);
  if (fresh.length === 0) return;
  for (const name of fresh) counts.asked.set(name, now);
  await noteMissed(ctx);
}

function parse(name: string): { noun: string; field: string } {
  const [noun = '', field = ''] = name.split('.');
  return { noun, field };
}

/** The added fields that a list is asked by, of the noun and of what it points at. */
export function addedFields({ registry }: Context, noun: Noun, { filter, sort }: Asked): readonly string[] {
  const paths = [
    ...(filter ? conditionsOf(filter).map(({ field }) => field) : []),
    ...(sort ? [sort.replace(/^-/, '')] : []),
  ];
  const found = paths.flatMap((path) => {
    const resolved = resolvePath(noun, path, registry.findNoun);
    return resolved?.field.custom ? [`${resolved.noun.name}.${resolved.name}`] : [];
  });
  return [...new Set(found)];
}
