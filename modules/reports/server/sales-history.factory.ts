import type { Context } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import type { Status } from './deal-filters.ts';

/** A deal as it lies in the tables, past the rules: histories of tens of thousands of deals are written in a moment. */
export interface PastDeal {
  readonly name: string;
  readonly status: Status;
  readonly stage: string;
  readonly pipeline: string;
  readonly owner: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly lostReason?: string | null;
  readonly deleted?: boolean;
  readonly lines?: readonly { readonly product: string | null; readonly amount: string; readonly deleted?: boolean }[];
  readonly visits?: readonly PastVisit[];
}

export interface PastVisit {
  readonly stage: string;
  readonly enteredAt: string;
  readonly leftAt: string | null;
}

/** Writes the deals with their lines and stage history. */
export async function writeDeals(ctx: Context, deals: readonly PastDeal[]): Promise<void> {
  const known = deals.map((deal) => ({ ...deal, id: newId() }));
  await insert(ctx, 'deals', dealColumns, known.map(dealRow));
  const lines = known.flatMap(({ id, currency, lines: own = [] }) =>
    own.map((line) => ({ ...line, deal: id, currency })),
  );
  await insert(ctx, 'deal_lines', lineColumns, lines.map(lineRow));
  const visits = known.flatMap(({ id, visits: own = [] }) => own.map((visit) => ({ ...visit, deal: id })));
  await insert(ctx, 'stage_visits', visitColumns, visits.map((visit) => ({ ...visit, id: newId() })).map(visitRow));
  for (const table of tables) await ctx.db.query({ text: `analyze ${table}` });
}

const tables = ['deals', 'deal_lines', 'stage_visits'];
const binned = '2026-01-01T00:00:00Z';
const dealColumns =
  'id uuid, name text, status text, stage uuid, pipeline uuid, owner uuid, amount numeric, amount_currency text, ' +
  'opened_on date, closed_on date, lost_reason text, deleted_at timestamptz';
const dealRow = (deal: PastDeal & { id: string }) => ({
  ...{ id: deal.id, name: deal.name, status: deal.status, stage: deal.stage, pipeline: deal.pipeline },
  ...{ owner: deal.owner, amount: deal.amount, amount_currency: deal.currency, opened_on: deal.openedOn },
  ...{ closed_on: deal.closedOn, lost_reason: deal.lostReason ?? null, deleted_at: deal.deleted ? binned : null },
});

const lineColumns =
  'id uuid, deal uuid, product uuid, name text, amount numeric, amount_currency text, deleted_at timestamptz';
const lineRow = (line: NonNullable<PastDeal['lines']>[number] & { deal: string; currency: string | null }) => ({
  ...{ id: newId(), deal: line.deal, product: line.product, name: 'line', amount: line.amount },
  ...{ amount_currency: line.currency, deleted_at: line.deleted ? binned : null },
});

const visitColumns = 'id uuid, deal uuid, stage uuid, entered_at timestamptz, left_at timestamptz';
const visitRow = (visit: PastVisit & { id: string; deal: string }) => ({
  ...{ id: visit.id, deal: visit.deal, stage: visit.stage, entered_at: visit.enteredAt, left_at: visit.leftAt },
});

async function insert(ctx: Context, table: string, columns: string, rows: readonly object[]): Promise<void> {
  const names = columns.split(', ').map((column) => column.split(' ')[0]);
  for (let start = 0; start < rows.length; start += 10_000) {
    await ctx.db.query({
      text: `insert into ${table} (${names.join(', ')}) select * from jsonb_to_recordset($1::jsonb) as r (${columns})`,
      values: [JSON.stringify(rows.slice(start, start + 10_000))],
    });
  }
}
