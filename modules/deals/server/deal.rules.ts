import type { TransactionContext } from '../../../server/context.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { writeFields } from '../../../server/records/update.ts';
import { invalidField } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { deal } from '../contract/index.ts';
import { findCompanyName, hasPricedLines } from './deal.repository.ts';
import { assertDays, assertFits, chooseStage, isClosing, placement, today } from './deal-placement.ts';
import { beginHistories, completeNewDeals } from './new-deals.ts';
import { findStage } from './stage.repository.ts';
import { enterStage } from './stage-visit.repository.ts';

/** A deal's stage decides its pipeline, status and closing date; every move is kept as a visit. */
export const dealRules = defineRules({
  noun: deal,

  beforeCreateMany: completeNewDeals,

  async beforeCreate(ctx, values) {
    const [completed = values] = await completeNewDeals(ctx, [values]);
    return completed;
  },

  async beforeUpdate(ctx, before, patch, given) {
    if ('amount' in patch && (await hasPricedLines(ctx, before.id))) throw invalidField('amount', 'followsLines');
    const next = 'name' in patch && !patch.name ? { ...patch, name: await nameFor(ctx, after(before, patch)) } : patch;
    const whole = after(before, patch);
    if (!isClosing(patch)) {
      if ('openedOn' in patch) assertDays(ctx, whole);
      return next;
    }
    const stage = await chooseStage(ctx, { ...patch, ...placeIn(given) }, before);
    assertFits(ctx, stage, whole, patch);
    // Lost in spring and won in autumn: it is the autumn's sale.
    if (stage.kind !== before.status && !('closedOn' in patch)) whole.closedOn = null;
    const stays = stage.id === before.stage?.id;
    const place = stays ? { stage: stage.id, pipeline: stage.pipeline } : placement(ctx, stage, whole, before);
    if (stage.kind !== before.status || 'openedOn' in patch || 'closedOn' in patch)
      assertDays(ctx, { ...whole, ...place });
    return { ...next, ...place };
  },

  /** The stage may have gone, or have come to mean something else, while the deal lay in the bin. */
  async beforeRestore(ctx, before) {
    const stage = before.stage && (await findStage(ctx, before.stage.id));
    if (!stage) throw invalidField('stage', 'stageInBin');
    if (stage.kind === before.status && stage.pipeline === before.pipeline?.id) return;
    await writeFields(ctx, deal, { ...before }, placement(ctx, stage, after(before, {}), before));
  },

  async afterWrite(ctx, before, written) {
    if (!written?.stage || before?.stage?.id === written.stage.id) return;
    const stage = await findStage(ctx, written.stage.id);
    if (stage) await enterStage(ctx, written.id, stage, written.stageEnteredAt ?? written.updatedAt);
  },

  afterCreateMany: beginHistories,
});

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

type DealRecord = RecordOf<typeof deal>;
