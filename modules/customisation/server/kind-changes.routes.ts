import { defineRoute, type Route } from '../../../server/http/route.ts';
import {
  applyKindChange,
  cancelKindChange,
  closeKindChange,
  getKindChange,
  listKindChanges,
  listKindFailures,
  startKindChange,
  undoKindChange,
} from '../contract/index.ts';
import type { KindChangeAnswer } from '../contract/kind-changes.api.ts';
import { type KindChange, listOpenChanges } from './kind-change.repository.ts';
import {
  applyChange,
  cancelChange,
  closeChange,
  getChange,
  listFailures,
  startChange,
  undoChange,
} from './kind-changes.service.ts';

export const kindChangeRoutes: readonly Route[] = [
  defineRoute(listKindChanges, ['owner'], async ({ db }) => ({ items: (await listOpenChanges(db)).map(answerOf) })),
  defineRoute(startKindChange, ['owner'], async (ctx, { params, body }) =>
    answerOf(await startChange(ctx, params.id, body)),
  ),
  defineRoute(getKindChange, ['owner'], async (ctx, { params }) => answerOf(await getChange(ctx, params.id))),
  defineRoute(listKindFailures, ['owner'], (ctx, { params, query }) =>
    listFailures(ctx, params.id, query.after ?? null),
  ),
  defineRoute(applyKindChange, ['owner'], async (ctx, { params }) => answerOf(await applyChange(ctx, params.id))),
  defineRoute(undoKindChange, ['owner'], async (ctx, { params }) => answerOf(await undoChange(ctx, params.id))),
  defineRoute(closeKindChange, ['owner'], async (ctx, { params }) => answerOf(await closeChange(ctx, params.id))),
  defineRoute(cancelKindChange, ['owner'], async (ctx, { params }) => answerOf(await cancelChange(ctx, params.id))),
];

function answerOf({ id, field, noun, name, before, after, manner, undoes, ...change }: KindChange): KindChangeAnswer {
  const { state, total, done, failed } = change;
  return {
    ...{ id, field, noun, name, from: before.kind, to: after.kind, state, isUndo: undoes !== null },
    ...{ total: Math.max(total, done), done, failed },
    dates: after.kind === 'date' || after.kind === 'datetime' ? (manner.dates ?? null) : null,
    options: after.options && !before.options ? after.options.length : null,
  };
}
