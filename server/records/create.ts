import { createSchema } from '../../shared/contract/field-schemas.ts';
import { forbidden } from '../../shared/errors.ts';
import { matchesFilter } from '../../shared/filter/evaluate.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, Link, RecordOf } from '../../shared/nouns/value.ts';
import { accessFilter, assertMay } from '../access/access.ts';
import { appendSql, type NewChange } from '../changes/append.ts';
import { isWitnessed } from '../changes/witness.ts';
import { computeNew } from '../computed/compute.ts';
import { makesStale } from '../computed/pending.ts';
import { noteWritten } from '../computed/settle.ts';
import { type Context, filterContextOf, inTransaction, type TransactionContext } from '../context.ts';
import { attachFiles, fileFieldsIn } from '../files/attach-files.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { answerAsSeen } from './answer-as-seen.ts';
import { withNumbers } from './autonumber.ts';
import { givenValues } from './given-values.ts';
import { linkFieldsIn, writeLinks } from './links.ts';
import { hasParents, lockParents } from './lock-parents.ts';
import { Params } from './params.ts';
import { type RecordText, readBack } from './read.ts';
import { assertReferences } from './references.ts';
import type { Values } from './rules.ts';
import { selectList } from './select-list.ts';
import { writeBackLinks } from './update.ts';
import { newId } from './uuid.ts';
import {
  assertConditions,
  assertRequired,
  changedIn,
  columnsOf,
  isEmpty,
  searchColumn,
  withDefaults,
} from './values.ts';

/**
 * Writes a new record and its entry in the change log, and answers its JSON text.
 * @throws AppError 403 without the right, 422 naming each field at fault.
 */
export async function createRecordText(ctx: Context, declared: Noun, input: unknown): Promise<RecordText> {
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'create');
  const given = givenValues(noun, createSchema(noun), input);
  return answerAsSeen(ctx, noun, (whole) => create(whole, whole.registry.getNoun(noun.name), given));
}

async function create(ctx: Context, noun: Noun, given: Values): Promise<RecordText> {
  const values = withDefaults(ctx, noun, given);
  const rules = ctx.registry.findRules(noun);
  const isFollowed = makesStale(ctx, noun, filledIn(values)) || isWitnessed(ctx, noun.name);
  const isAlone = !rules?.beforeCreate && !rules?.afterWrite && !isFollowed && !hasParents(ctx, noun, values);
  const isPlain = isAlone && linkFieldsIn(noun, values).length === 0 && fileFieldsIn(noun, values).length === 0;
  if (isPlain) {
    await assertCreatable(ctx, noun, values);
    const [numbered = values] = await withNumbers(ctx, noun, [values]);
    return insert(ctx, noun, newId(), numbered);
  }
  return inTransaction(ctx, (tx) => createWithRules(tx, noun, values));
}

/** Names of the fields that hold something. */
function filledIn(values: Values): readonly string[] {
  return Object.keys(values).filter((name) => !isEmpty(values[name]));
}

/** As `createRecordText`, parsed. */
export async function createRecord<N extends Noun>(ctx: Context, noun: N, input: unknown): Promise<RecordOf<N>> {
  return JSON.parse((await createRecordText(ctx, noun, input)).json) as RecordOf<N>;
}

async function createWithRules(ctx: TransactionContext, noun: Noun, given: Values): Promise<RecordText> {
  const rules = ctx.registry.findRules(noun);
  await lockParents(ctx, noun, [given]);
  // Before the rules look at what is pointed at: nothing may be learnt of records the actor can not see.
  await assertReferences(ctx, noun, given);
  const values = rules?.beforeCreate ? await rules.beforeCreate(ctx, given) : given;
  await assertCreatable(ctx, noun, values, given);
  const id = newId();
  const attached = await attachFiles(ctx, noun, id, values, null);
  const [numbered = attached] = await withNumbers(ctx, noun, [attached]);
  let written = await insert(ctx, noun, id, numbered);
  const fields = linkFieldsIn(noun, values);
  for (const field of fields) await writeLinks(ctx.db, noun, field, id, values[field] as Link[] | null);
  await writeBackLinks(ctx, noun, { id, before: {}, after: values });
  if (fields.length > 0) written = await readBack(ctx, noun, id);
  noteWritten(ctx, noun, [{ id, before: null, after: values }]);
  await rules?.afterWrite?.(ctx, null, JSON.parse(written.json) as AnyRecord);
  return written;
}

/**
 * The new record must be complete, point at what the actor may see, and lie within the actor's reach. Pointers that are as
 * `checked` has them were looked up already.
 */
async function assertCreatable(ctx: Context, noun: Noun, values: Values, checked: Values = {}): Promise<void> {
  assertRequired(noun, values);
  assertConditions(ctx, noun, values);
  await assertReferences(ctx, noun, changedIn(values, checked));
  assertWithinReach(ctx, noun, [values]);
}

/** Refuses new records that would not be the actor's to create. A child's reach is its parent's. */
export function assertWithinReach(ctx: Context, noun: Noun, records: readonly Values[]): void {
  const filter = accessFilter(ctx, noun, 'create');
  if (!filter || noun.parent) return;
  if (!records.every((values) => isWithin(ctx, noun, filter, values))) throw forbidden('create', noun.name);
}

function isWithin(ctx: Context, noun: Noun, filter: Filter, values: Values): boolean {
  const record = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      noun.fields[name]?.kind === 'member' && typeof value === 'string' ? { id: value } : value,
    ]),
  );
  return matchesFilter(filter, record, noun, () => null, filterContextOf(ctx));
}

/** What the change log keeps of a new record. */
export function creationOf(noun: Noun, id: string, values: Values): NewChange {
  const filled = Object.entries(values).filter(([, value]) => !isEmpty(value));
  const fields = Object.fromEntries(filled.map(([name, to]) => [name, { to }]));
  return { noun: noun.name, recordId: id, kind: 'created', fields };
}

async function insert(ctx: Context, noun: Noun, id: string, values: Values): Promise<RecordText> {
  const params = new Params();
  const createdAt = ctx.now().toISOString();
  const computed = await computeNew(ctx, noun, { ...values, createdAt });
  const columns: Record<string, unknown> = {
    id,
    // The moment a formula took for the record's creation.
    ...(ctx.asOf || Object.keys(computed).length > 0 ? { created_at: createdAt } : {}),
    ...(ctx.asOf ? { updated_at: createdAt } : {}),
    created_by: ctx.actor.memberId,
    search: searchColumn(noun, values),
    ...columnsOf(noun, { ...values, ...computed }),
  };
  const names = Object.keys(columns).filter((name) => columns[name] !== null);
  const places = names.map((name) => params.add(columns[name]));
  const log = appendSql(ctx, creationOf(noun, id, values), params);
  const list = selectList(ctx, noun, { isNew: true }, params);
  const text =
    `with t as (insert into ${quote(tableOf(noun))} (${names.map(quote).join(', ')}) values (${places.join(', ')}) returning *), ` +
    `log as (${log}) select (select row_to_json(r) from (select ${list}) r)::text as json, t.version from t`;
  const [row] = await ctx.db.query<RecordText>({ text, values: params.values });
  if (!row) throw new Error(`Inserting a ${noun.name} answered no row`);
  return row;
}
