import { patchSchema } from '../../shared/contract/field-schemas.ts';
import { AppError, forbidden } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, Link, RecordOf } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { appendSql, type NewChange } from '../changes/append.ts';
import { isWitnessed } from '../changes/witness.ts';
import { computeChanged } from '../computed/compute.ts';
import { makesStale } from '../computed/pending.ts';
import { noteWritten } from '../computed/settle.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { attachFiles, fileFieldsIn } from '../files/attach-files.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { answerAsSeen } from './answer-as-seen.ts';
import { givenValues } from './given-values.ts';
import { assertMayHandOver } from './hand-over.ts';
import { linkFieldsIn, writeLinks } from './links.ts';
import { hasParents, lockNewParents } from './lock-parents.ts';
import { mirrorLinks } from './mirrored-links.ts';
import { momentSql } from './moment.ts';
import { Params } from './params.ts';
import { type LockedRecord, lockRecord, type RecordText, readForChange, staleError } from './read.ts';
import { assertReferences } from './references.ts';
import type { Values } from './rules.ts';
import { selectList } from './select-list.ts';
import {
  assertConditionsOfChange,
  assertNotEmptied,
  assertNotTooMany,
  changedIn,
  columnsOf,
  differing,
  inputForm,
  searchColumn,
  valuesOf,
} from './values.ts';

/**
 * Changes the fields given and logs what differs; nothing is written when nothing differs. `version` is the state the
 * change was made against.
 * @throws AppError 404, 403, 409 `inBin`, 412 `stale` with the current record, 422 naming each field at fault.
 */
export async function updateRecordText(
  ctx: Context,
  declared: Noun,
  id: string,
  input: unknown,
  version?: number,
): Promise<RecordText> {
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'update');
  const patch = givenValues(noun, patchSchema(noun), input);
  return answerAsSeen(ctx, noun, (whole) => update(whole, whole.registry.getNoun(noun.name), id, patch, version));
}

async function update(
  ctx: Context,
  noun: Noun,
  id: string,
  patch: Values,
  version: number | undefined,
): Promise<RecordText> {
  if (isSimple(ctx, noun, patch)) {
    const changed = await changeAtOnce(ctx, noun, id, patch, version);
    if (changed) return changed;
  }
  return inTransaction(ctx, (tx) => change(tx, noun, id, patch, version));
}

/** As `updateRecordText`, parsed. */
export async function updateRecord<N extends Noun>(
  ctx: Context,
  noun: N,
  id: string,
  input: unknown,
  version?: number,
): Promise<RecordOf<N>> {
  return JSON.parse((await updateRecordText(ctx, noun, id, input, version)).json) as RecordOf<N>;
}

/**
 * Sets fields that are the server's alone (a stage's date, a deal's sum), past rights and input checks but with log,
 * version and search text. For rules and listeners only; `before` has every field there is.
 */
export async function writeFields(
  asking: TransactionContext,
  declared: Noun,
  before: AnyRecord,
  values: Values,
): Promise<AnyRecord> {
  const ctx = withEveryField(asking);
  const noun = ctx.registry.getNoun(declared.name);
  const patch = differing(noun, before, values);
  if (Object.keys(patch).length === 0) return before;
  return JSON.parse((await write(ctx, noun, before, patch)).json) as AnyRecord;
}

/**
 * Changes a record that is locked as a merge says, or its undoing: by its noun's rules, which are asked about `looked` too, but past input checks
 * and rights to single fields. Links that lead back are for who calls this to keep. Answers what was written, and the record as it is now.
 * @throws AppError as any change by the noun's rules and the conditions of its fields.
 */
export async function changeMerged(
  ctx: TransactionContext,
  noun: Noun,
  before: AnyRecord,
  values: Values,
  looked: Values = {},
): Promise<{ readonly patch: Values; readonly after: AnyRecord }> {
  const rules = ctx.registry.findRules(noun);
  const asked = differing(noun, before, values);
  const patch = rules?.beforeUpdate
    ? differing(noun, before, await rules.beforeUpdate(ctx, before, { ...looked, ...asked }, { ...looked, ...asked }))
    : asked;
  if (Object.keys(patch).length === 0) return { patch, after: before };
  for (const name of linkFieldsIn(noun, patch)) assertNotTooMany(name, (patch[name] ?? []) as readonly Link[]);
  assertNotEmptied(noun, patch);
  assertConditionsOfChange(ctx, noun, before, patch);
  const after = JSON.parse((await writeAlone(ctx, noun, before, patch)).json) as AnyRecord;
  await rules?.afterWrite?.(ctx, before, after);
  return { patch, after };
}

/** Lets those that the record is linked with by a field of opposite roles link back. `before` is empty for a new record. */
export async function writeBackLinks(
  ctx: TransactionContext,
  noun: Noun,
  record: { readonly id: string; readonly before: Values; readonly after: Values },
): Promise<void> {
  await mirrorLinks(ctx, noun, record, async (other, values) => {
    const patch = differing(noun, other, values);
    if (Object.keys(patch).length > 0) await writeAlone(ctx, noun, other, patch);
  });
}

/** Without rules, parent and links all that a change depends on is the record's own row, and its version tells of that. */
function isSimple(ctx: Context, noun: Noun, patch: Values): boolean {
  const isFollowed = makesStale(ctx, noun, Object.keys(patch)) || isWitnessed(ctx, noun.name);
  const rules = ctx.registry.findRules(noun);
  const isFree = !rules || (rules.concerns?.every((name) => !(name in patch)) ?? false);
  const isAlone = isFree && !noun.parent && !isFollowed && !hasParents(ctx, noun, patch);
  return isAlone && linkFieldsIn(noun, patch).length === 0 && fileFieldsIn(noun, patch).length === 0;
}

/**
 * Reads, then writes if the record is still in the state that was read: two round trips instead of a transaction's four.
 * Null where somebody came between.
 */
async function changeAtOnce(
  ctx: Context,
  noun: Noun,
  id: string,
  input: Values,
  version: number | undefined,
): Promise<RecordText | null> {
  const before = assertChangeable(noun, await readForChange(ctx, noun, id, 'update'), version);
  const patch = differing(noun, before, input);
  if (Object.keys(patch).length === 0) return unchanged(before);
  await assertReferences(ctx, noun, patch);
  assertNotEmptied(noun, patch);
  assertConditionsOfChange(ctx, noun, before, patch);
  await assertMayHandOver(ctx, noun, before, patch);
  const computed = await computeChanged(ctx, noun, before, patch);
  return writeRow(ctx, noun, before, { patch, computed }, before.version);
}

/** The record as it stands, if it may be changed. Throws 403, 409 `inBin`, 412 `stale`. */
export function assertChangeable(
  noun: Noun,
  { record, allowed }: LockedRecord,
  version: number | undefined,
): AnyRecord {
  if (!allowed) throw forbidden('update', noun.name);
  if (record.deletedAt) throw new AppError(409, 'inBin', { noun: noun.name, id: record.id });
  if (version !== undefined && version !== record.version) throw staleError(record);
  return record;
}

async function change(
  ctx: TransactionContext,
  noun: Noun,
  id: string,
  asked: Values,
  version: number | undefined,
): Promise<RecordText> {
  const before = assertChangeable(noun, await lockRecord(ctx, noun, id, 'update'), version);
  const input = await attachFiles(ctx, noun, id, asked, before);
  const rules = ctx.registry.findRules(noun);
  let patch = differing(noun, before, input);
  if (Object.keys(patch).length === 0) return unchanged(before);
  const given = patch;
  await lockNewParents(ctx, noun, given);
  await assertReferences(ctx, noun, newPointers(noun, before, given));
  if (rules?.beforeUpdate) patch = differing(noun, before, await rules.beforeUpdate(ctx, before, given, input));
  if (Object.keys(patch).length === 0) return unchanged(before);
  assertNotEmptied(noun, patch);
  assertConditionsOfChange(ctx, noun, before, patch);
  await assertMayHandOver(ctx, noun, before, patch);
  await assertReferences(ctx, noun, newPointers(noun, before, changedIn(patch, given)));
  const written = await write(ctx, noun, before, patch);
  await rules?.afterWrite?.(ctx, before, JSON.parse(written.json) as AnyRecord);
  return written;
}

function unchanged(before: AnyRecord): RecordText {
  return { json: JSON.stringify(before), version: before.version, changed: false };
}

/** What the record does not point at yet: a link may stay though its target went to the bin meanwhile. */
export function newPointers(noun: Noun, before: AnyRecord, patch: Values): Values {
  const links = linkFieldsIn(noun, patch).map((name) => {
    const kept = new Set(((before[name] ?? []) as readonly Link[]).map((link) => link.id));
    return [name, ((patch[name] ?? []) as readonly Link[]).filter((link) => !kept.has(link.id))];
  });
  return { ...patch, ...Object.fromEntries(links) };
}

async function write(ctx: TransactionContext, noun: Noun, before: AnyRecord, patch: Values): Promise<RecordText> {
  await writeBackLinks(ctx, noun, { id: before.id, before, after: patch });
  return writeAlone(ctx, noun, before, patch);
}

async function writeAlone(ctx: TransactionContext, noun: Noun, before: AnyRecord, patch: Values): Promise<RecordText> {
  const links = linkFieldsIn(noun, patch);
  for (const field of links) await writeLinks(ctx.db, noun, field, before.id, patch[field] as Link[] | null);
  const computed = await computeChanged(ctx, noun, before, patch);
  const row = await writeRow(ctx, noun, before, { patch, computed });
  noteWritten(ctx, noun, [{ id: before.id, before, after: { ...patch, ...computed } }]);
  if (!row) throw new Error(`Updating ${noun.name} ${before.id} answered no row`);
  return row;
}

/** Writes and logs by one statement; null, and neither written nor logged, where the row is not in the state `version`. */
async function writeRow(
  ctx: Context,
  noun: Noun,
  before: AnyRecord,
  { patch, computed }: { readonly patch: Values; readonly computed: Values },
  version?: number,
): Promise<RecordText | null> {
  const params = new Params();
  const columns = columnsOf(noun, { ...patch, ...computed });
  const searchable = Object.keys(patch).some((name) => noun.fields[name]?.search);
  if (searchable) columns.search = searchColumn(noun, { ...valuesOf(noun, before), ...patch });
  const sets = Object.entries(columns).map(([name, value]) => `${quote(name)} = ${params.add(value)}`);
  const log = appendSql(
    ctx,
    { noun: noun.name, recordId: before.id, kind: 'updated', fields: diff(noun, before, patch) },
    params,
    't',
  );
  const list = selectList(ctx, noun, {}, params);
  const state = version === undefined ? '' : ` and version = ${params.add(version)}`;
  const text =
    `with t as (update ${quote(tableOf(noun))} set ${[...sets, 'version = version + 1', `updated_at = ${momentSql(ctx, params)}`].join(', ')} ` +
    `where id = ${params.add(before.id)}${state} returning *), log as (${log}) ` +
    `select (select row_to_json(r) from (select ${list}) r)::text as json, t.version from t`;
  const [row] = await ctx.db.query<RecordText>({ text, values: params.values });
  return row ?? null;
}

/** What the change log keeps of a change. */
export function diff(noun: Noun, before: AnyRecord, patch: Values): NewChange['fields'] {
  return Object.fromEntries(
    Object.entries(patch).map(([name, to]) => {
      const field = noun.fields[name];
      return [name, { from: field ? inputForm(field, before[name]) : before[name], to }];
    }),
  );
}
