import { AppError, forbidden } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import { appendSql } from '../changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { type Registry, targetOf } from '../metadata/registry.ts';
import { Params } from './params.ts';
import { getRecordText, lockRecord, type RecordText, staleError } from './read.ts';

/**
 * Puts a record and the children that follow it into the bin; answers it as it lies there.
 * @throws AppError 404, 403, 412 `stale`; deleting what lies in the bin already changes nothing.
 */
export async function deleteRecord(ctx: Context, noun: Noun, id: string, version?: number): Promise<RecordText> {
  assertMay(ctx, noun, 'delete');
  return inTransaction(ctx, async (tx) => {
    const { record, allowed } = await lockRecord(tx, noun, id, 'delete');
    if (!allowed) throw forbidden('delete', noun.name);
    if (record.deletedAt) return getRecordText(tx, noun, id);
    if (version !== undefined && version !== record.version) throw staleError(record);
    const rules = ctx.registry.findRules(noun);
    await rules?.beforeDelete?.(tx, record);
    await mark(tx, noun, id, 'deleted');
    await markChildren(tx, noun, id, 'deleted');
    await rules?.afterWrite?.(tx, record, null);
    return getRecordText(tx, noun, id);
  });
}

/** Takes a record back out of the bin, with the children that went with it. Restoring a live record changes nothing. */
export async function restoreRecord(ctx: Context, noun: Noun, id: string): Promise<RecordText> {
  assertMay(ctx, noun, 'delete');
  return inTransaction(ctx, async (tx) => {
    const { record, allowed } = await lockRecord(tx, noun, id, 'delete');
    if (!allowed) throw forbidden('restore', noun.name);
    if (record.deletedAt) {
      await assertParentLive(tx, noun, record);
      await markChildren(tx, noun, id, 'restored');
      await mark(tx, noun, id, 'restored');
      const restored = await getRecordText(tx, noun, id);
      await ctx.registry.findRules(noun)?.afterWrite?.(tx, null, JSON.parse(restored.json) as AnyRecord);
    }
    return getRecordText(tx, noun, id);
  });
}

async function mark(ctx: TransactionContext, noun: Noun, id: string, kind: 'deleted' | 'restored'): Promise<void> {
  const params = new Params();
  const at = kind === 'deleted' ? 'now()' : 'null';
  const log = appendSql(ctx, { noun: noun.name, recordId: id, kind, fields: {} }, params);
  await ctx.db.query({
    text:
      `with log as (${log}) update ${quote(tableOf(noun))} ` +
      `set deleted_at = ${at}, version = version + 1, updated_at = now() where id = ${params.add(id)}`,
    values: params.values,
  });
}

/** Children carry their parent's very moment of deletion: that is how a restore knows which ones went with it. */
async function markChildren(
  ctx: TransactionContext,
  parent: Noun,
  id: string,
  kind: 'deleted' | 'restored',
): Promise<void> {
  for (const { noun, column } of childrenOf(ctx.registry, parent)) {
    const table = quote(tableOf(noun));
    const condition =
      kind === 'deleted'
        ? 'deleted_at is null'
        : `deleted_at = (select deleted_at from ${quote(tableOf(parent))} where id = $1)`;
    const at = kind === 'deleted' ? 'now()' : 'null';
    await ctx.db.query({
      text: `update ${table} set deleted_at = ${at}, version = version + 1, updated_at = now() where ${quote(column)} = $1 and ${condition}`,
      values: [id],
    });
  }
}

function childrenOf(registry: Registry, parent: Noun): readonly { noun: Noun; column: string }[] {
  return registry.nouns.flatMap((noun) =>
    Object.entries(noun.fields)
      .filter(([, field]) => field.kind === 'relation' && field.to === parent.name && field.onDelete === 'follow')
      .map(([name]) => ({ noun, column: snakeCase(name) })),
  );
}

async function assertParentLive(ctx: Context, noun: Noun, record: AnyRecord): Promise<void> {
  for (const [name, field] of Object.entries(noun.fields)) {
    const target = field.kind === 'relation' && field.onDelete === 'follow' ? targetOf(ctx.registry, field) : null;
    const pointer = record[name] as { id: string } | null;
    if (!target || !pointer) continue;
    const text = `select 1 from ${quote(tableOf(target))} where id = $1 and deleted_at is null`;
    const [live] = await ctx.db.query({ text, values: [pointer.id] });
    if (!live) throw new AppError(409, 'parentInBin', { noun: target.name, id: pointer.id });
  }
}
