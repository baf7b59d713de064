import type { TransactionContext } from '../../../server/context.ts';
import { type Change, defineRules, eachOrRefusal, type Outcome, type Values } from '../../../server/records/rules.ts';
import { writeFields } from '../../../server/records/update.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { deal } from '../contract/index.ts';
import { findCompanyName, listPricedByLines } from './deal.repository.ts';
import { assertDays, assertFits, chooseStage, isClosing, placement, today } from './deal-placement.ts';
import { beginHistories, completeNewDeals } from './new-deals.ts';
import { findStageOnce } from './stage.repository.ts';
import { enterStages, type StageMove } from './stage-visit.repository.ts';

/** A deal's stage decides its pipeline, status and closing date; every move is kept as a visit. */
export const dealRules = defineRules({
  noun: deal,

  beforeCreateMany: completeNewDeals,

  async beforeCreate(ctx, values) {
    const [completed = values] = await completeNewDeals(ctx, [values]);
    return completed;
  },

  async beforeUpdate(ctx, before, patch, given) {
    const [changed] = await changeDeals(ctx, [{ before, patch, given }]);
    if (changed instanceof AppError) throw changed;
    return changed ?? patch;
  },

  beforeUpdateMany: changeDeals,

  async beforeRestore(ctx, before) {
    const [refusal] = await returnDeals(ctx, [before]);
    if (refusal) throw refusal;
  },

  beforeRestoreMany: returnDeals,

  afterWrite: (ctx, before, after) => followStages(ctx, [{ before, after }]),

  afterWriteMany: followStages,

  afterCreateMany: beginHistories,
});

type DealRecord = RecordOf<typeof deal>;

/** What follows from changes: for the deal's stage, its days, its name. A stage once chosen is locked, so it stays what it is. */
async function changeDeals(ctx: TransactionContext, changes: readonly Change<DealRecord>[]) {
  const repriced = changes.filter(({ patch }) => 'amount' in patch).map(({ before }) => before.id);
  const byLines = await listPricedByLines(ctx, repriced);
  const look = findStageOnce(ctx);
  return eachOrRefusal(changes, async ({ before, patch, given }) => {
    if (byLines.has(before.id)) throw invalidField('amount', 'followsLines');
    const next = 'name' in patch && !patch.name ? { ...patch, name: await nameFor(ctx, after(before, patch)) } : patch;
    const whole = after(before, patch);
    if (!isClosing(patch)) {
      if ('openedOn' in patch) assertDays(ctx, whole);
      return next;
    }
    const stage = await chooseStage(ctx, { ...patch, ...placeIn(given) }, before, look);
    assertFits(ctx, stage, whole, patch);
    // Lost in spring and won in autumn: it is the autumn's sale.
    if (stage.kind !== before.status && !('closedOn' in patch)) whole.closedOn = null;
    const stays = stage.id === before.stage?.id;
    const place = stays ? { stage: stage.id, pipeline: stage.pipeline } : placement(ctx, stage, whole, before);
    if (stage.kind !== before.status || 'openedOn' in patch || 'closedOn' in patch)
      assertDays(ctx, { ...whole, ...place });
    return { ...next, ...place };
  });
}

/** The stage may have gone, or have come to mean something else, while the deal lay in the bin. */
async function returnDeals(ctx: TransactionContext, deals: readonly DealRecord[]) {
  const look = findStageOnce(ctx);
  const results = await eachOrRefusal(deals, async (before) => {
    const stage = before.stage && (await look(before.stage.id));
    if (!stage) throw invalidField('stage', 'stageInBin');
    if (stage.kind === before.status && stage.pipeline === before.pipeline?.id) return;
    await writeFields(ctx, deal, { ...before }, placement(ctx, stage, after(before, {}), before));
  });
  return results.map((result) => result ?? null);
}

/** Every move to another stage ends a visit and begins one. */
async function followStages(ctx: TransactionContext, written: readonly Outcome<DealRecord>[]): Promise<void> {
  const look = findStageOnce(ctx);
  const moves: StageMove[] = [];
  for (const { before, after: deal } of written) {
    if (!deal?.stage || before?.stage?.id === deal.stage.id) continue;
    const stage = await look(deal.stage.id);
    if (stage) moves.push({ deal: deal.id, stage: stage.id, at: deal.stageEnteredAt ?? deal.updatedAt });
  }
  await enterStages(ctx, moves);
}

/** Where the deal is asked to stand, though one half of it be where it stands already: the halves must fit. */
function placeIn(given: Values): Values {
  return Object.fromEntries(['pipeline', 'stage'].flatMap((name) => (given[name] ? [[name, given[name]]] : [])));
}

/** What the deal will hold, as far as its rules go by it. */
function after(before: DealRecord, patch: Values): Values {
  const { closedOn, openedOn, lostReason, lostComment, externalId } = before;
  return { closedOn, openedOn, lostReason, lostComment, externalId, company: before.company?.id ?? null, ...patch };
}

async function nameFor(ctx: TransactionContext, values: Values): Promise<string> {
  const company = values.company ? await findCompanyName(ctx, values.company as string) : null;
  return company ?? (values.externalId as string | undefined) ?? today(ctx);
}
