import { patchSchema } from '../../shared/contract/field-schemas.ts';
import { AppError, notFound } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, Link } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { appendChanges } from '../changes/append.ts';
import { computeChanged } from '../computed/compute.ts';
import { noteWritten } from '../computed/settle.ts';
import type { TransactionContext } from '../context.ts';
import { fileFieldsIn } from '../files/attach-files.ts';
import { refusalAsSeen } from './answer-as-seen.ts';
import { givenValues } from './given-values.ts';
import { assertMayHandOver } from './hand-over.ts';
import { linkFieldsIn, writeLinks } from './links.ts';
import { mirroredIn } from './mirrored-links.ts';
import { lockRecords } from './read.ts';
import { assertReferencesOfMany } from './references.ts';
import { type Change, eachOrRefusal, type Rules, type Values } from './rules.ts';
import { assertChangeable, diff, newPointers } from './update.ts';
import { assertConditionsOfChange, assertNotEmptied, changedIn, differing } from './values.ts';
import { type RowChange, writeRows } from './write-rows.ts';

/** A change of one record of a set. */
export interface Edit {
  readonly id: string;
  readonly input: unknown;
  /** The state the change was made against. */
  readonly version?: number;
}

/** What became of one record of a set: the state it was in and the one it is in, or why it was left as it is. */
export type Edited =
  | { readonly before: AnyRecord; readonly version: number; readonly changed: boolean }
  | { readonly refusal: AppError };

/**
 * Changes records as `updateRecord` changes each of them, with rights, rules and log, but by a few statements for all. Those
 * that are refused are left as they are. Null, and nothing done, where they have to go one after another.
 * @throws AppError where it can not be told which of the records is refused; then the transaction is of no use.
 */
export async function updateMany(
  asking: TransactionContext,
  declared: Noun,
  edits: readonly Edit[],
): Promise<readonly Edited[] | null> {
  const ctx = withEveryField(asking);
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'update');
  const rules = ctx.registry.findRules(noun);
  const inputs = parsed(asking.registry.getNoun(noun.name), edits);
  if (!isForMany(rules) || isTwice(edits) || inputs.some((input) => isForOne(noun, input))) return null;
  const found = await lockRecords(
    ctx,
    noun,
    edits.map(({ id }) => id),
    'update',
  );
  const asked = await eachOrRefusal([...edits.entries()], async ([index, { id, version }]) => {
    const locked = found.get(id);
    if (!locked) throw notFound(noun.name, id);
    const before = assertChangeable(noun, locked, version);
    const given = inputs[index] as Values;
    return { before, given, patch: differing(noun, before, given) };
  });
  const changes = asked.filter((one): one is Change => !(one instanceof AppError) && hasAny(one.patch));
  const drafts = await draftAll(ctx, noun, rules, changes);
  if (!drafts) return null;
  const versions = await writeAll(
    ctx,
    noun,
    rules,
    [...drafts.values()].filter((draft): draft is RowChange => !(draft instanceof AppError)),
  );
  const edited = asked.map((one): Edited => {
    const draft = one instanceof AppError ? one : drafts.get(one.before.id);
    if (draft instanceof AppError) return { refusal: draft };
    const { before } = one as Change;
    const version = versions.get(before.id);
    return { before, version: version ?? before.version, changed: version !== undefined };
  });
  return refusedAsSeen(asking, noun, edited);
}

/** As they are, but for records that go with refusals: these have the fields the actor sees. */
export async function refusedAsSeen(
  ctx: TransactionContext,
  noun: Noun,
  edited: readonly Edited[],
): Promise<readonly Edited[]> {
  const answered: Edited[] = [];
  for (const one of edited)
    answered.push('refusal' in one ? { refusal: (await refusalAsSeen(ctx, noun, one.refusal)) as AppError } : one);
  return answered;
}

function isForMany(rules: Rules | null): boolean {
  if (!rules) return true;
  return Boolean((!rules.beforeUpdate || rules.beforeUpdateMany) && (!rules.afterWrite || rules.afterWriteMany));
}

/** Files are taken over, and links lead back, record by record. */
function isForOne(noun: Noun, input: Values): boolean {
  return fileFieldsIn(noun, input).length > 0 || mirroredIn(noun, input).length > 0;
}

/** The second change of a record would have to see the first. */
function isTwice(edits: readonly Edit[]): boolean {
  return new Set(edits.map(({ id }) => id)).size < edits.length;
}

/** The inputs' normal form; one that many share is read once. */
function parsed(noun: Noun, edits: readonly Edit[]): readonly Values[] {
  const schema = patchSchema(noun);
  const known = new Map<unknown, Values>();
  return edits.map(({ input }) => {
    const values = known.get(input) ?? givenValues(noun, schema, input);
    known.set(input, values);
    return values;
  });
}

function hasAny(values: Values): boolean {
  return Object.keys(values).length > 0;
}

/** By record what is to be written of it, or why it is refused; without those that rules leave as they are. */
async function draftAll(
  ctx: TransactionContext,
  noun: Noun,
  rules: Rules | null,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, RowChange | AppError> | null> {
  await assertReferencesOfMany(
    ctx,
    noun,
    changes.map(({ before, patch }) => newPointers(noun, before, patch)),
  );
  const completed = rules?.beforeUpdateMany
    ? await rules.beforeUpdateMany(ctx, changes)
    : changes.map(({ patch }) => patch);
  if (!completed) return null;
  const drafts = await eachOrRefusal([...changes.entries()], async ([index, { before }]) => {
    const values = completed[index] as Values | AppError;
    if (values instanceof AppError) throw values;
    const patch = differing(noun, before, values);
    assertNotEmptied(noun, patch);
    assertConditionsOfChange(ctx, noun, before, patch);
    await assertMayHandOver(ctx, noun, before, patch);
    return { before, patch, computed: await computeChanged(ctx, noun, before, patch) };
  });
  const made = drafts.map((draft, index) => {
    if (draft instanceof AppError) return {};
    return newPointers(noun, draft.before, changedIn(draft.patch, changes[index]?.patch ?? {}));
  });
  await assertReferencesOfMany(ctx, noun, made);
  return new Map(
    drafts.flatMap((draft, index): [string, RowChange | AppError][] => {
      const id = changes[index]?.before.id ?? '';
      return draft instanceof AppError || hasAny(draft.patch) ? [[id, draft]] : [];
    }),
  );
}

/** Writes, logs, and does what follows from it; answers the new versions. */
async function writeAll(
  ctx: TransactionContext,
  noun: Noun,
  rules: Rules | null,
  drafts: readonly RowChange[],
): Promise<ReadonlyMap<string, number>> {
  if (drafts.length === 0) return new Map();
  for (const { before, patch } of drafts) {
    for (const field of linkFieldsIn(noun, patch))
      await writeLinks(ctx.db, noun, field, before.id, patch[field] as Link[] | null);
  }
  const written = await writeRows(ctx, noun, drafts);
  await appendChanges(
    ctx,
    drafts.map(({ before, patch }) => ({
      ...{ noun: noun.name, recordId: before.id, kind: 'updated' as const },
      fields: diff(noun, before, patch),
    })),
  );
  noteWritten(
    ctx,
    noun,
    drafts.map(({ before, patch, computed }) => ({ id: before.id, before, after: { ...patch, ...computed } })),
  );
  await rules?.afterWriteMany?.(
    ctx,
    drafts.map(({ before }) => ({ before, after: JSON.parse(written.get(before.id)?.json ?? 'null') as AnyRecord })),
  );
  return new Map([...written].map(([id, { version }]) => [id, version]));
}
