import type { QueryKey } from '@tanstack/react-query';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Metadata, NounMetadata } from '../../shared/nouns/metadata.ts';
import { relatedPaths } from '../kit/data/query-keys.ts';

/**
 * Whether what a question about records selects depends on records of one of these nouns: the deals without a task change
 * with the tasks. Questions about the nouns themselves are not meant.
 */
export function isFilteredBy(
  [area, noun, , first, ...more]: QueryKey,
  nouns: ReadonlySet<string>,
  metadata: Metadata | undefined,
): boolean {
  const own = area === 'records' ? metadata?.nouns.find(({ name }) => name === noun) : undefined;
  if (!metadata || !own) return false;
  return [first, ...more].some((part) => {
    const filter = typeof part === 'object' && part !== null ? (part as { filter?: Filter }).filter : undefined;
    return filter !== undefined && [...nounsIn(filter, own, metadata)].some((name) => nouns.has(name));
  });
}

/** Whether a list shows fields of records of these nouns, or of any, that its own records point at. */
export function isRelatedTo(
  [area, noun, part, query]: QueryKey,
  nouns: ReadonlySet<string> | null,
  metadata: Metadata | undefined,
): boolean {
  const own = area === 'records' && part === 'list' ? metadata?.nouns.find(({ name }) => name === noun) : undefined;
  const targets = own ? relatedPaths(query).map((path) => targetOf(own, path.split('.')[0] ?? '')) : [];
  return targets.some((target) => target !== undefined && (nouns?.has(target) ?? true));
}

function nounsIn(filter: Filter, noun: NounMetadata, metadata: Metadata): ReadonlySet<string> {
  if ('all' in filter) return union(filter.all.map((one) => nounsIn(one, noun, metadata)));
  if ('any' in filter) return union(filter.any.map((one) => nounsIn(one, noun, metadata)));
  if ('not' in filter) return nounsIn(filter.not, noun, metadata);
  if ('related' in filter) {
    const { of = targetOf(noun, filter.related.by), where } = filter.related;
    const other = metadata.nouns.find(({ name }) => name === of);
    return union([new Set(of ? [of] : []), ...(other && where ? [nounsIn(where, other, metadata)] : [])]);
  }
  if (!('field' in filter) || typeof filter.field !== 'string') return new Set();
  const [step, part] = filter.field.split('.');
  const target = part && step ? (targetOf(noun, step) ?? step) : undefined;
  return new Set(metadata.nouns.some(({ name }) => name === target) && target ? [target] : []);
}

function targetOf(noun: NounMetadata, name: string): string | undefined {
  const field = noun.fields.find((one) => one.name === name);
  if (field?.kind === 'member') return 'member';
  return field?.kind === 'relation' || field?.kind === 'links' ? field.to : undefined;
}

const union = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> => new Set(sets.flatMap((set) => [...set]));
