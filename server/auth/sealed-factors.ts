import type { SealedColumn } from '../config/sealed-column.ts';

/** What is sealed of those who sign in, in the control schema: the keys of authenticator apps, and what providers know the installation by. */
export const sealedFactors: readonly SealedColumn[] = [
  { table: 'second_factor', key: 'account', column: 'secret', purpose: 'second-factor' },
  { table: 'identity_provider', key: 'workspace', column: 'secret', purpose: 'second-factor' },
];
