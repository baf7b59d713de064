import type { Noun } from '../../shared/nouns/noun.ts';
import type { Policy } from './policy.ts';

const everything = { read: 'all', create: 'all', update: 'all', delete: 'all', import: 'all', export: 'all' } as const;

/** Records that people work on: everyone reads, sellers change what is theirs, managers and owners change all. */
export const workGrants: Policy['grants'] = {
  owner: everything,
  manager: everything,
  seller: { read: 'all', create: 'all', update: 'own', delete: 'own' },
  viewer: { read: 'all' },
};

/** Directories that others choose from: managers and owners keep them. */
export const directoryGrants: Policy['grants'] = {
  owner: everything,
  manager: everything,
  seller: { read: 'all' },
  viewer: { read: 'all' },
};

/** The policy of a noun that only says what sort of records it holds; null for one that says nothing. */
export function plainPolicy(noun: Noun): Policy | null {
  if (!noun.rights) return null;
  const owner = Object.entries(noun.fields).find(([, field]) => field.kind === 'member' && field.defaultToActor);
  const grants = noun.rights === 'work' ? workGrants : directoryGrants;
  return { noun: noun.name, grants, ...(owner ? { ownerField: owner[0] } : {}) };
}
