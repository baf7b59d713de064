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
