import type { TransactionContext } from '../../../server/context.ts';
import type { FinishedRecord, Values } from '../../../server/records/rules.ts';
import { listCompanyNames } from './deal.repository.ts';
import { assertDays, assertFits, chooseStage, placement, today } from './deal-placement.ts';
import type { StageRow } from './stage.repository.ts';
import { enterFirstStages } from './stage-visit.repository.ts';

/** Gives new deals what they leave open: stage, pipeline and what follows from them, the day they began, a name. */
export async function completeNewDeals(ctx: TransactionContext, records: readonly Values[]): Promise<Values[]> {
  const stages = await chooseStages(ctx, records);
  const nameless = records.filter(({ name, company }) => !name && company).map(({ company }) => company as string);
  const companies = await listCompanyNames(ctx, [...new Set(nameless)]);
  return records.map((values, index) => {
    const stage = stages[index] as StageRow;
    assertFits(ctx, stage, values);
    const placed = placement(ctx, stage, values, null);
    const openedOn = values.openedOn ?? (ctx.through === 'import' ? null : firstDay(ctx, placed));
    assertDays(ctx, { ...placed, openedOn });
    return {
      ...values,
      ...placed,
      openedOn,
      name: values.name || (companies.get(values.company as string) ?? values.externalId ?? today(ctx)),
    };
  });
}

/** Today, but for a deal that was over before. */
function firstDay(ctx: TransactionContext, { closedOn }: Values): string {
  const day = today(ctx);
  return typeof closedOn === 'string' && closedOn < day ? closedOn : day;
}

/** The history of new deals begins with the stage they were put in. */
export function beginHistories(ctx: TransactionContext, deals: readonly FinishedRecord[]): Promise<void> {
  const entries = deals.map(({ id, values }) => ({
    deal: id,
    stage: values.stage as string,
    at: values.stageEnteredAt as string,
  }));
  return enterFirstStages(ctx, entries);
}

/** Deals that ask for the same get the same: a stage once chosen is locked, so it stays what it is. */
async function chooseStages(ctx: TransactionContext, records: readonly Values[]): Promise<readonly StageRow[]> {
  const chosen = new Map<string, StageRow>();
  const stages: StageRow[] = [];
  for (const values of records) {
    const wish = JSON.stringify([values.stage ?? null, values.pipeline ?? null]);
    const stage = chosen.get(wish) ?? (await chooseStage(ctx, values, null));
    chosen.set(wish, stage);
    stages.push(stage);
  }
  return stages;
}
