import { assertMay } from '../../../server/access/access.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, type FieldError, invalid, invalidField, notFound } from '../../../shared/errors.ts';
import type { Role } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { type OwnViewChoices, type SavedView, type ViewsAnswer, viewLimits } from '../../../shared/views/view.ts';
import type { ChoicesPatch, ViewInput, ViewPatch } from '../contract/views.api.ts';
import { inspectView } from './inspect-view.ts';
import {
  countViews,
  insertView,
  lockDefaults,
  lockView,
  markView,
  mergeChoices,
  nextPosition,
  readViews,
  updateView,
  type ViewRow,
} from './view.repository.ts';
import { assertMayChange, mayChange, readerOf } from './view.rights.ts';
import { keyView } from './view-item.repository.ts';

/** The views of a noun, named by its name or plural, that the actor finds, and the actor's choices. Throws 404. */
export async function listViews(ctx: Context, name: string): Promise<ViewsAnswer> {
  const noun = readableNoun(ctx, name);
  const { views, choices } = await readViews(ctx.db, noun.name, readerOf(ctx));
  return { items: views.map((view) => answerOf(ctx, noun, view)), mine: choicesOf(choices) };
}

/** Saves a new view. Throws 403 for a view for others by who may not, 422 naming what of it can not be. */
export function createView(ctx: Context, input: ViewInput): Promise<SavedView> {
  const noun = openNoun(ctx, input.noun);
  return inTransaction(ctx, async (tx) => {
    const position = input.position ?? (await nextPosition(tx.db, noun.name));
    const view: ViewRow = { ...input, position, id: newId(), version: 1, noun: noun.name, owner: ctx.actor.memberId };
    assertMayChange(tx, view);
    assertSound(tx, noun, view, true);
    await assertRoom(tx, view);
    await insertView(tx.db, view);
    await logView(tx, view, null);
    await leaveDefaults(tx, view);
    return answerOf(tx, noun, view);
  });
}

/** Changes a view. Throws 404, 403, 412 with the view as it is where it has changed since `version`, 422. */
export function changeView(ctx: Context, id: string, patch: ViewPatch, version?: number): Promise<SavedView> {
  return inTransaction(ctx, async (tx) => {
    const before = await lockedView(tx, id, false);
    const noun = readableNoun(tx, before.noun);
    assertMayChange(tx, before);
    if (version !== undefined && version !== before.version)
      throw new AppError(412, 'stale', { current: answerOf(tx, noun, before) });
    const view: ViewRow = { ...before, ...patch, version: before.version + 1 };
    assertMayChange(tx, view);
    assertSound(tx, noun, view, patch.settings !== undefined || patch.type !== undefined);
    if (view.visibility !== before.visibility) await assertRoom(tx, view);
    await updateView(tx.db, view);
    // What others knew by its key is nobody's any more: an undo makes it anew.
    if (view.visibility === 'private' && before.visibility !== 'private') await keyView(tx.db, id, newId());
    await logView(tx, view, before);
    await leaveDefaults(tx, view);
    return answerOf(tx, noun, view);
  });
}

/** Takes a view away or back. Throws 404, 403. */
export function markedView(ctx: Context, id: string, deleted: boolean): Promise<SavedView> {
  return inTransaction(ctx, async (tx) => {
    const view = await lockedView(tx, id, !deleted);
    const noun = readableNoun(tx, view.noun);
    assertMayChange(tx, view);
    if (!deleted) await assertRoom(tx, view);
    await markView(tx.db, id, deleted);
    if (view.visibility !== 'private') await logMark(tx, id, deleted);
    if (!deleted) await leaveDefaults(tx, view);
    return answerOf(tx, noun, { ...view, version: view.version + 1 });
  });
}

/** Changes the actor's own choices among a noun's views. Throws 404, 422 for a field that is not there. */
export async function chooseViews(ctx: Context, name: string, patch: ChoicesPatch): Promise<OwnViewChoices> {
  const noun = readableNoun(ctx, name);
  const { memberId } = ctx.actor;
  if (!memberId) throw notFound('member', '');
  const columns = patch.columns?.map((field) => ({ field })) ?? undefined;
  const { faults } = inspectView(ctx, noun, 'list', columns ? { columns } : {});
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ ...fault, path: fault.path.replace('.field', '') })));
  return choicesOf(await mergeChoices(ctx.db, memberId, noun.name, patch as Partial<OwnViewChoices>));
}

function readableNoun(ctx: Context, name: string): Noun {
  const noun = ctx.registry.findNoun(name) ?? ctx.registry.findNounByPlural(name) ?? ctx.registry.getNoun(name);
  assertMay(ctx, noun, 'read');
  return noun;
}

function openNoun(ctx: Context, name: string): Noun {
  const noun = ctx.registry.findNoun(name);
  if (!noun) throw invalidField('noun', 'unknownNoun', { noun: name });
  assertMay(ctx, noun, 'read');
  return noun;
}

async function lockedView(tx: TransactionContext, id: string, deleted: boolean): Promise<ViewRow> {
  const view = await lockView(tx.db, id, readerOf(tx), deleted);
  if (!view || !tx.registry.findNoun(view.noun)) throw notFound('savedView', id);
  return view;
}

/** The `shape` is held against the noun only where it is given: a name can be changed though a field was retired. */
function assertSound(tx: TransactionContext, noun: Noun, view: ViewRow, shape: boolean): void {
  const faults: FieldError[] = shape
    ? inspectView(tx, noun, view.type, view.settings).faults.map((fault) => ({
        ...fault,
        path: `settings.${fault.path}`,
      }))
    : [];
  faults.push(...reachFaults(view));
  if (faults.length > 0) throw invalid(faults);
}

/** A view for roles names them, and opens only for those who find it. */
export function reachFaults({ visibility, roles, defaultFor }: Pick<ViewRow, 'visibility' | 'roles' | 'defaultFor'>) {
  const faults: FieldError[] = [];
  if (visibility === 'roles' && roles.length === 0) faults.push({ path: 'roles', code: 'required' });
  const reached = visibility === 'roles' ? roles : visibility === 'shared' ? null : [];
  if (reached && defaultFor.some((role) => !reached.includes(role)))
    faults.push({ path: 'defaultFor', code: 'notAnOption', params: { options: reached } });
  return faults;
}

async function assertRoom(tx: TransactionContext, { noun, visibility, owner }: ViewRow): Promise<void> {
  const isPrivate = visibility === 'private';
  const maximum = isPrivate ? viewLimits.private : viewLimits.shared;
  const count = await countViews(tx.db, noun, isPrivate ? owner : null);
  if (count >= maximum) throw invalidField('noun', 'tooMany', { maximum });
}

/** One view at most opens for a role: the one said last. */
export async function leaveDefaults(tx: TransactionContext, { id, noun, defaultFor }: ViewRow): Promise<void> {
  if (defaultFor.length === 0) return;
  for (const other of await lockDefaults(tx.db, noun, defaultFor, id)) {
    const left = other.defaultFor.filter((role: Role) => !defaultFor.includes(role));
    const changed = { ...other, defaultFor: left, version: other.version + 1 };
    await updateView(tx.db, changed);
    await logView(tx, changed, other);
  }
}

const logged = ['name', 'type', 'settings', 'visibility', 'roles', 'defaultFor', 'owner', 'position'] as const;

/** What somebody keeps for themselves is in no log that others read. */
export async function logView(tx: TransactionContext, view: ViewRow, before: ViewRow | null): Promise<void> {
  const names = logged.filter((name) => JSON.stringify(view[name]) !== JSON.stringify(before?.[name]));
  const isPrivate = view.visibility === 'private' && (before?.visibility ?? 'private') === 'private';
  if (names.length === 0 || isPrivate) return;
  const fields = Object.fromEntries(
    names.map((name) => [name, { ...(before ? { from: before[name] ?? null } : {}), to: view[name] ?? null }]),
  );
  if (!before) Object.assign(fields, { noun: { to: view.noun } });
  await appendChange(tx, { noun: 'savedView', recordId: view.id, kind: before ? 'updated' : 'created', fields });
}

export function logMark(tx: TransactionContext, id: string, deleted: boolean): Promise<void> {
  return appendChange(tx, { noun: 'savedView', recordId: id, kind: deleted ? 'deleted' : 'restored', fields: {} });
}

function answerOf(ctx: Context, noun: Noun, view: ViewRow): SavedView {
  const { faults, usable } = inspectView(ctx, noun, view.type, view.settings);
  return { ...view, settings: usable, mayChange: mayChange(ctx, view), faults };
}

function choicesOf(kept: Partial<OwnViewChoices> | null): OwnViewChoices {
  return {
    opens: kept?.opens ?? null,
    order: kept?.order ?? [],
    columns: kept?.columns ?? null,
    widths: kept?.widths ?? {},
    frozen: kept?.frozen ?? null,
    onlyMine: kept?.onlyMine ?? null,
  };
}
