import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { controlSchema } from '../db/session.ts';
import { WholeTransaction } from '../db/whole-transaction.ts';
import type { BackupSource } from './make-backup.ts';
import { listFiles } from './stored-files.ts';

/** How many bytes a backup will take at most, roughly: the rows packed to a half of what they take in tables, and all files. */
export async function estimateBackup({
  connection,
  filesFolder,
  store,
}: Omit<BackupSource, 'secret'>): Promise<number> {
  let bytes = (await measureTables(connection)) / 2;
  if (store) for await (const { size } of store.list()) bytes += size;
  else for (const path of await listFiles(filesFolder)) bytes += await sizeOf(join(filesFolder, path));
  return Math.ceil(bytes);
}

async function measureTables(connection: BackupSource['connection']): Promise<number> {
  const tx = await WholeTransaction.begin(connection, { readOnly: true });
  try {
    const [row] = await tx.control.query<{ bytes: string }>({
      text: `select coalesce(sum(pg_table_size(c.oid)), 0) as bytes from pg_class c join pg_namespace n on n.oid = relnamespace
        where relkind = 'r' and (nspname = $1 or nspname like 'ws\\_%')`,
      values: [controlSchema],
    });
    return Number(row?.bytes ?? 0);
  } finally {
    tx.rollback();
  }
}

/** Nothing for a file that was deleted meanwhile. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
