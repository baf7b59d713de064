import { AppError, forbidden, notFound } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { appendChanges } from '../changes/append.ts';
import { noteMarked } from '../computed/settle.ts';
import type { TransactionContext } from '../context.ts';
import { findMergedAway } from '../merging/merge.repository.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { targetOf } from '../metadata/registry.ts';
import { lockRecords, staleError } from './read.ts';
import { readBackMany } from './read-many.ts';
import { descendantsOf, type Marking, markChildren, mergedAway, restoring } from './remove.ts';
import { eachOrRefusal } from './rules.ts';
import { type Edited, refusedAsSeen } from './update-many.ts';

/** One record of a set that goes to the bin or leaves it. */
export interface Mark {
  readonly id: string;
  /** The state it was seen in. */
  readonly version?: number;
}

/**
 * Deletes or restores records as `deleteRecord` and `restoreRecord` do with each of them, by a few statements for all. Those
 * that are refused are left as they are. Null, and nothing done, where they have to go one after another.
 */
export async function markMany(
  asking: TransactionContext,
  declared: Noun,
  marks: readonly Mark[],
  kind: Marking,
): Promise<readonly Edited[] | null> {
  const ctx = withEveryField(asking);
  const noun = ctx.registry.getNoun(declared.name);
  const action = kind === 'deleted' ? 'delete' : 'restore';
  assertMay(ctx, noun, action);
  if (!isForMany(ctx, noun, kind) || new Set(marks.map(({ id }) => id)).size < marks.length) return null;
  const ids = marks.map(({ id }) => id);
  const found = await lockRecords(ctx, noun, ids, action);
  const asked = await eachOrRefusal(marks, async ({ id, version }) => {
    const locked = found.get(id);
    if (!locked) throw notFound(noun.name, id);
    if (!locked.allowed) throw forbidden(action, noun.name);
    const { record } = locked;
    if (version !== undefined && version !== record.version) throw staleError(record);
    return record;
  });
  const records = asked.filter((one): one is AnyRecord => !(one instanceof AppError) && !isMarked(one, kind));
  const refused = kind === 'restored' ? await refusalsOf(ctx, noun, records) : new Map<string, AppError>();
  const versions = await writeMarks(
    ctx,
    noun,
    records.filter(({ id }) => !refused.has(id)),
    kind,
  );
  const marked = asked.map((one): Edited => {
    const refusal = one instanceof AppError ? one : refused.get(one.id);
    if (refusal) return { refusal };
    const before = one as AnyRecord;
    const version = versions.get(before.id);
    return { before, version: version ?? before.version, changed: version !== undefined };
  });
  return refusedAsSeen(asking, noun, marked);
}

function isMarked(record: AnyRecord, kind: Marking): boolean {
  return (record.deletedAt !== null) === (kind === 'deleted');
}

/** Records that go to the bin with others of their own noun depend on who goes first. */
function isForMany(ctx: TransactionContext, noun: Noun, kind: Marking): boolean {
  if (descendantsOf(ctx.registry, noun).has(noun.name)) return false;
  const rules = ctx.registry.findRules(noun);
  if (!rules) return true;
  const before = kind === 'deleted' ? !rules.beforeDelete : !rules.beforeRestore || rules.beforeRestoreMany;
  return Boolean(before && (!rules.afterWrite || rules.afterWriteMany));
}

/** Why records can not leave the bin: what they went with lies there still, or their rules say so. */
async function refusalsOf(
  ctx: TransactionContext,
  noun: Noun,
  records: readonly AnyRecord[],
): Promise<Map<string, AppError>> {
  const refused = new Map<string, AppError>();
  for (const [name, field] of Object.entries(noun.fields)) {
    const target = field.kind === 'relation' && field.onDelete === 'follow' ? targetOf(ctx.registry, field) : null;
    if (!target) continue;
    const parentOf = (record: AnyRecord) => (record[name] as { id: string } | null)?.id;
    const live = await listLive(ctx, target, [...new Set(records.flatMap((record) => parentOf(record) ?? []))]);
    for (const record of records) {
      const parent = parentOf(record);
      if (parent && !live.has(parent) && !refused.has(record.id))
        refused.set(record.id, new AppError(409, 'parentInBin', { noun: target.name, id: parent }));
    }
  }
  for (const merged of await findMergedAway(
    ctx.db,
    records.map(({ id }) => id),
  ))
    refused.set(merged.id, mergedAway(noun, merged));
  const rules = ctx.registry.findRules(noun);
  const left = records.filter(({ id }) => !refused.has(id));
  const said = (await rules?.beforeRestoreMany?.(ctx, left)) ?? [];
  for (const [index, refusal] of said.entries()) if (refusal) refused.set(left[index]?.id ?? '', refusal);
  return refused;
}

async function listLive(ctx: TransactionContext, noun: Noun, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const text = `select id from ${quote(tableOf(noun))} where id = any($1::uuid[]) and deleted_at is null`;
  const rows = await ctx.db.query<{ id: string }>({ text, values: [ids] });
  return new Set(rows.map(({ id }) => id));
}

async function writeMarks(
  ctx: TransactionContext,
  noun: Noun,
  records: readonly AnyRecord[],
  kind: Marking,
): Promise<ReadonlyMap<string, number>> {
  if (records.length === 0) return new Map();
  const ids = records.map(({ id }) => id);
  if (kind === 'restored') await markChildren(ctx, noun, ids, kind);
  const rows = await ctx.db.query<{ id: string; version: number }>({
    text:
      `update ${quote(tableOf(noun))} set ${kind === 'deleted' ? 'deleted_at = now()' : restoring}, version = version + 1, ` +
      'updated_at = now() where id = any($1::uuid[]) returning id, version',
    values: [ids],
  });
  await appendChanges(
    ctx,
    ids.map((recordId) => ({ noun: noun.name, recordId, kind, fields: {} })),
  );
  await noteMarked(ctx, noun, ids);
  if (kind === 'deleted') await markChildren(ctx, noun, ids, kind);
  const rules = ctx.registry.findRules(noun);
  if (rules?.afterWriteMany) {
    const after = kind === 'restored' ? await readBackMany(ctx, noun, ids) : [];
    await rules.afterWriteMany(
      ctx,
      records.map((before, index) => ({
        before,
        after: kind === 'restored' ? (JSON.parse(after[index] ?? 'null') as AnyRecord) : null,
      })),
    );
  }
  return new Map(rows.map(({ id, version }) => [id, version]));
}
