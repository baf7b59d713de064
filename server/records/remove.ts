import { AppError, forbidden } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import { appendChanges, appendSql } from '../changes/append.ts';
import { noteMarked } from '../computed/settle.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { findMergedAway } from '../merging/merge.repository.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { type Registry, targetOf } from '../metadata/registry.ts';
import { answerAsSeen } from './answer-as-seen.ts';
import { momentSql } from './moment.ts';
import { Params } from './params.ts';
import { getRecordText, lockRecord, type RecordText, staleError } from './read.ts';

/**
 * Puts a record and the children that follow it into the bin; answers it as it lies there.
 * @throws AppError 404, 403, 412 `stale`; deleting what lies in the bin already changes nothing.
 */
export async function deleteRecord(ctx: Context, declared: Noun, id: string, version?: number): Promise<RecordText> {
  assertMay(ctx, ctx.registry.getNoun(declared.name), 'delete');
  return answerAsSeen(ctx, declared, (whole) => remove(whole, whole.registry.getNoun(declared.name), id, version));
}

function remove(ctx: Context, noun: Noun, id: string, version: number | undefined): Promise<RecordText> {
  return inTransaction(ctx, async (tx) => {
    const { record, allowed } = await lockRecord(tx, noun, id, 'delete');
    if (!allowed) throw forbidden('delete', noun.name);
    if (record.deletedAt) return { ...(await getRecordText(tx, noun, id)), changed: false };
    if (version !== undefined && version !== record.version) throw staleError(record);
    const rules = ctx.registry.findRules(noun);
    await rules?.beforeDelete?.(tx, record);
    await mark(tx, noun, id, 'deleted');
    await markChildren(tx, noun, [id], 'deleted');
    await rules?.afterWrite?.(tx, record, null);
    return getRecordText(tx, noun, id);
  });
}

/** Takes a record back out of the bin, with the children that went with it. Restoring a live record changes nothing. */
export async function restoreRecord(ctx: Context, declared: Noun, id: string): Promise<RecordText> {
  assertMay(ctx, ctx.registry.getNoun(declared.name), 'restore');
  return answerAsSeen(ctx, declared, (whole) => restore(whole, whole.registry.getNoun(declared.name), id));
}

function restore(ctx: Context, noun: Noun, id: string): Promise<RecordText> {
  return inTransaction(ctx, async (tx) => {
    const { record, allowed } = await lockRecord(tx, noun, id, 'restore');
    if (!allowed) throw forbidden('restore', noun.name);
    if (!record.deletedAt) return { ...(await getRecordText(tx, noun, id)), changed: false };
    await assertNotMergedAway(tx, noun, id);
    const rules = ctx.registry.findRules(noun);
    await assertParentLive(tx, noun, record);
    await rules?.beforeRestore?.(tx, record);
    await markChildren(tx, noun, [id], 'restored');
    await mark(tx, noun, id, 'restored');
    const restored = await getRecordText(tx, noun, id);
    await rules?.afterWrite?.(tx, record, JSON.parse(restored.json) as AnyRecord);
    return getRecordText(tx, noun, id);
  });
}

/** What became part of another record comes back by undoing that. Throws 409 `mergedAway` with the merge and what it became part of. */
async function assertNotMergedAway(ctx: TransactionContext, noun: Noun, id: string): Promise<void> {
  const [merged] = await findMergedAway(ctx.db, [id]);
  if (merged) throw mergedAway(noun, merged);
}

export function mergedAway(noun: Noun, { merge, into }: { readonly merge: string; readonly into: string }): AppError {
  return new AppError(409, 'mergedAway', { noun: noun.name, merge, into });
}

export type Marking = 'deleted' | 'restored';

/** Puts a record into the bin or takes it out, with a change in the log and nothing besides. */
export async function mark(ctx: TransactionContext, noun: Noun, id: string, kind: Marking): Promise<void> {
  const params = new Params();
  const log = appendSql(ctx, { noun: noun.name, recordId: id, kind, fields: {} }, params);
  const moment = momentSql(ctx, params);
  await ctx.db.query({
    text:
      `with log as (${log}) update ${quote(tableOf(noun))} ` +
      `set ${kind === 'deleted' ? `deleted_at = ${moment}` : restoring}, version = version + 1, updated_at = ${moment} where id = ${params.add(id)}`,
    values: params.values,
  });
  await noteMarked(ctx, noun, [id]);
}

/**
 * Children say whom they went with: that is how a restore knows them from those that were in the bin before, from the
 * farthest descendants up. Rules do not run for them; the change log tells of each.
 */
export async function markChildren(
  ctx: TransactionContext,
  parent: Noun,
  ids: readonly string[],
  kind: Marking,
): Promise<void> {
  for (const child of childrenOf(ctx.registry, parent)) {
    const children = await listFollowers(ctx, parent, ids, child, kind);
    if (children.length === 0) continue;
    if (kind === 'restored') await markChildren(ctx, child.noun, children, kind);
    const params = new Params();
    const moment = momentSql(ctx, params);
    const set = kind === 'deleted' ? `deleted_at = ${moment}, deleted_with = ${quote(child.column)}` : restoring;
    await ctx.db.query({
      text: `update ${quote(tableOf(child.noun))} set ${set}, version = version + 1, updated_at = ${moment} where id = any(${params.add(children)}::uuid[])`,
      values: params.values,
    });
    const change = { noun: child.noun.name, kind, fields: {} };
    await appendChanges(
      ctx,
      children.map((recordId) => ({ ...change, recordId })),
    );
    await noteMarked(ctx, child.noun, children);
    if (kind === 'deleted') await markChildren(ctx, child.noun, children, kind);
  }
}

/** What a record is when it has left the bin. */
export const restoring = 'deleted_at = null, deleted_with = null';

/** The live children of records that are being deleted, or those that went to the bin together with them. */
async function listFollowers(
  ctx: TransactionContext,
  parent: Noun,
  ids: readonly string[],
  { noun, column }: Child,
  kind: Marking,
): Promise<readonly string[]> {
  const which = kind === 'deleted' ? 'c.deleted_at is null' : 'c.deleted_with = p.id and c.deleted_at is not null';
  const rows = await ctx.db.query<{ id: string }>({
    text:
      `select c.id from ${quote(tableOf(noun))} c join ${quote(tableOf(parent))} p on c.${quote(column)} = p.id ` +
      `where p.id = any($1::uuid[]) and ${which} order by c.id for no key update of c`,
    values: [ids],
  });
  return rows.map((row) => row.id);
}

interface Child {
  readonly noun: Noun;
  readonly column: string;
}

function childrenOf(registry: Registry, parent: Noun): readonly Child[] {
  return registry.nouns.flatMap((noun) =>
    Object.entries(noun.fields)
      .filter(([, field]) => field.kind === 'relation' && field.to === parent.name && field.onDelete === 'follow')
      .map(([name]) => ({ noun, column: snakeCase(name) })),
  );
}

/** The nouns whose records go to the bin with records of this one, over however many steps. */
export function descendantsOf(registry: Registry, noun: Noun): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [noun];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of childrenOf(registry, next)) {
      if (found.has(child.noun.name)) continue;
      found.add(child.noun.name);
      waiting.push(child.noun);
    }
  }
  return found;
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
