import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import { newId } from '../../../server/records/uuid.ts';
import type { ImportMapping, ImportState } from '../contract/index.ts';

/** Notes a file that may be brought in; answers its id. */
export async function createRun(
  ctx: Context,
  run: { readonly fileName: string; readonly target: string; readonly rows: number },
): Promise<string> {
  const id = newId();
  const { memberId } = ctx.actor;
  await ctx.db.query(
    compileSql(sql`insert into imports (id, file_name, target, status, rows, processed, created, updated, unchanged,
      rejected, started_by, created_by) values (${id}, ${run.fileName.slice(0, 300)}, ${run.target}, 'ready', ${run.rows},
      0, 0, 0, 0, 0, ${memberId}, ${memberId})`),
  );
  return id;
}

/** Makes a ready import a running one; false when it is not ready (any more). */
export async function setRunning(ctx: Context, id: string, mapping: ImportMapping): Promise<boolean> {
  const query = sql`update imports set status = 'running', mapping = ${JSON.stringify(mapping)}, version = version + 1,
    updated_at = now() where id = ${id} and status = 'ready' returning id`;
  return (await ctx.db.query(compileSql(query))).length === 1;
}

export async function setStatus(
  ctx: Context,
  id: string,
  from: readonly ImportState['status'][],
  to: ImportState['status'],
): Promise<void> {
  await ctx.db.query(
    compileSql(sql`update imports set status = ${to}, finished_at = now(), version = version + 1, updated_at = now()
      where id = ${id} and status = any(${from})`),
  );
}
