import type { QueryKey } from '@tanstack/react-query';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Metadata, NounMetadata } from '../../shared/nouns/metadata.ts';

/**
 * Whether what a question about records selects depends on records of one of these nouns: the deals without a task change
 * with the tasks. Questions about the nouns themselves are not meant, nor timelines: what belongs to a company's deals
 * hardly ever moves, and each would be asked again at every change of any deal.
 */
export function isFilteredBy(
  [area, noun, , first, ...more]: QueryKey,
  nouns: ReadonlySet<string>,
  metadata: Metadata | undefined,
): boolean {
  const own = area === 'records' ? metadata?.nouns.find(({ name }) => name === noun) : undefined;
  if (!metadata || !own) return false;
  if (first === 'timeline') return false;
  return [first, ...more].some((part) => {
    const filter = typeof part === 'object' && part !== null ? (part as { filter?: Filter }).filter : undefined;
    return filter !== undefined && [...nounsIn(filter, own, metadata)].some((name) => nouns.has(name));
  });
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
