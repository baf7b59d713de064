import { z } from 'zod';
import { defineConfigurationPart, type ItemChange, type Problem } from '../../../server/configuration/part.ts';
import type { Context, TransactionContext } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import { viewLimits } from '../../../shared/views/view.ts';
import type { ViewSettings } from '../../../shared/views/view-settings.ts';
import { wantedRegistry } from '../../customisation/server/index.ts';
import { viewInput } from '../contract/views.api.ts';
import { inspectView } from './inspect-view.ts';
import { insertView, markView, updateView, type ViewRow } from './view.repository.ts';
import { keyView, listSharedViews, lockSharedView } from './view-item.repository.ts';
import { leaveDefaults, logMark, logView, reachFaults } from './views.service.ts';

const item = viewInput.extend({
  /** The same wherever the view goes. */
  key: z.string().min(1).max(200),
  visibility: z.enum(['shared', 'roles']).default('shared'),
  position: z.int().min(0).max(100_000).default(0),
  /** Given up: taken away, to be restored. */
  retired: z.literal(true).optional(),
});
type ViewItem = z.output<typeof item>;

/** The views for others in a workspace's configuration; what people keep for themselves is in none. */
export const viewsPart = defineConfigurationPart<ViewItem>({
  ...{ name: 'views', item, heardOf: ['savedView'] },
  keyOf: ({ key }) => key,
  labelOf: ({ name }) => name,
  async read({ db }) {
    const views = await listSharedViews(db);
    return views.map(({ id: _, version: __, owner: ___, deleted: ____, ...view }) => view as ViewItem);
  },
  settle: (one, { kept }) => {
    const others = (kept as readonly ViewItem[]).filter((view) => view.noun === one.noun && !isMeant(one, view));
    return {
      ...one,
      defaultFor: one.defaultFor.filter((role) => !others.some((view) => view.defaultFor.includes(role))),
    };
  },
  isSame: isNamesake,
  merge: (before, after) => ({
    ...{ ...before, type: after.type, settings: after.settings, name: { ...before.name, ...after.name } },
    defaultFor: joined(before.defaultFor, after.defaultFor),
    ...(before.visibility === 'roles' && after.visibility === 'roles'
      ? { roles: joined(before.roles, after.roles) }
      : {}),
  }),
  retire: (view) => ({ ...view, retired: true }),
  async problemOf(ctx, change, wanted) {
    if (change.after.retired) return null;
    return settingProblem(ctx, change, wanted) ?? othersProblem(change.after, wanted('views') as readonly ViewItem[]);
  },
  async write(tx, changes) {
    for (const change of changes) await writeView(tx, change);
  },
});

async function writeView(tx: TransactionContext, { key, after }: ItemChange<ViewItem>): Promise<void> {
  const { key: _, retired = false, ...said } = after;
  const found = await lockSharedView(tx.db, key);
  if (retired && (!found || found.deleted)) return;
  if (found && retired !== found.deleted) {
    await markView(tx.db, found.id, retired);
    await logMark(tx, found.id, retired);
  }
  if (retired) return;
  const given = { ...said, settings: said.settings as ViewSettings };
  const view: ViewRow = found
    ? { ...found, ...given, version: found.version + (found.deleted ? 2 : 1) }
    : { ...given, id: newId(), version: 1, owner: tx.actor.memberId };
  if (found) await updateView(tx.db, view);
  else {
    await insertView(tx.db, view);
    await keyView(tx.db, view.id, key);
  }
  await logView(tx, view, found);
  await leaveDefaults(tx, view);
}

/** What was retired since can be gone back to: the view says so wherever it is read. */
function settingProblem(
  ctx: Context,
  { before, after }: ItemChange<ViewItem>,
  wanted: Parameters<typeof wantedRegistry>[1],
): Problem | null {
  const registry = wantedRegistry(ctx, wanted);
  const noun = registry.findNoun(after.noun);
  if (!noun || noun.internal) return { code: 'unknownNoun', params: { noun: after.noun } };
  if (before && before.noun !== after.noun) return { code: 'fixedProperty', params: { property: 'noun' } };
  const { faults } = inspectView({ ...ctx, registry }, noun, after.type, after.settings as ViewSettings);
  const fault = [...faults, ...reachFaults(after)].find(({ code }) => code !== 'retiredField');
  return fault ? { code: fault.code, params: { ...fault.params, path: fault.path } } : null;
}

/** Of a noun's views only so many are for others, and one opens for a role. */
function othersProblem(view: ViewItem, views: readonly ViewItem[]): Problem | null {
  const ofNoun = views.filter(({ noun, retired }) => noun === view.noun && !retired);
  if (ofNoun.length > viewLimits.shared) return { code: 'tooMany', params: { maximum: viewLimits.shared } };
  const earlier = ofNoun.slice(
    0,
    ofNoun.findIndex(({ key }) => key === view.key),
  );
  const role = view.defaultFor.find((one) => earlier.some(({ defaultFor }) => defaultFor.includes(one)));
  return role ? { code: 'opensTwice', params: { role } } : null;
}

function isMeant(one: ViewItem, current: ViewItem): boolean {
  return one.key === current.key || isNamesake(one, current);
}

function isNamesake(one: ViewItem, other: ViewItem): boolean {
  if (one.noun !== other.noun || one.type !== other.type) return false;
  const names = new Map(Object.entries(other.name));
  return Object.entries(one.name).some(
    ([language, text]) => names.get(language)?.toLowerCase() === text?.toLowerCase(),
  );
}

function joined<T>(one: readonly T[], other: readonly T[]): T[] {
  return [...new Set([...one, ...other])];
}
