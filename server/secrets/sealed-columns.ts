import { sealedFactors } from '../auth/sealed-factors.ts';
import { listWorkspaces } from '../auth/workspace.repository.ts';
import type { SealedColumn } from '../config/sealed-column.ts';
import type { Database, Queryable } from '../db/database.ts';
import { sealedMail } from '../mail/sealed-mail.ts';
import type { Registry } from '../metadata/registry.ts';

/** A schema that holds sealed texts. */
export interface SealedSchema {
  readonly name: string;
  readonly db: Queryable;
  readonly columns: readonly SealedColumn[];
}

/** Every schema of an installation with its columns of sealed texts: that of the accounts, and each workspace's. */
export async function listSealedSchemas(database: Database, registry: Registry): Promise<readonly SealedSchema[]> {
  const columns = sealedColumnsOf(registry);
  const workspaces = await listWorkspaces(database.control);
  return [
    { name: 'the accounts', db: database.control, columns: sealedFactors },
    ...workspaces.map((one) => ({ name: `"${one.name}"`, db: database.workspace(one), columns })),
  ];
}

/** Every column of sealed texts a workspace has, the platform's and the modules'. */
export function sealedColumnsOf({ modules }: Pick<Registry, 'modules'>): readonly SealedColumn[] {
  return [...sealedMail, ...modules.flatMap((module) => module.sealed ?? [])];
}
