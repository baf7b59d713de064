import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { product } from '../../products/contract/index.ts';
import { member, team } from '../../workspace/contract/index.ts';
import { listFunnelStages } from './report-names.repository.ts';
import { type PastDeal, writeDeals } from './sales-history.factory.ts';

const folder = path.resolve('../shared/data/maven-crm');
/** A hardware seller's real CRM export, where it is at hand. */
export const hasMavenCrm = existsSync(folder);

type Row = Readonly<Record<string, string>>;
const readRows = (name: string): Row[] => parse(readFileSync(path.join(folder, name)), { columns: true, bom: true });

/** Fills the workspace with the export's products, teams, agents and 8,800 opportunities, each with its product as a line. */
export async function writeMavenCrm(ctx: Context): Promise<void> {
  const stages = await listFunnelStages(ctx, undefined);
  const agents = await createAgents(ctx);
  const products = new Map<string, string>();
  for (const { product: name = '' } of readRows('products.csv'))
    products.set(name.replaceAll(' ', ''), (await createRecord(ctx, product, { name })).id);
  await writeDeals(
    ctx,
    readRows('sales_pipeline.csv').map((row) => dealOf(row, ctx, stages, agents, products)),
  );
}

async function createAgents(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const teams = new Map<string, string>();
  const agents = new Map<string, string>();
  for (const { sales_agent: name = '', manager = '', regional_office: office } of readRows('sales_teams.csv')) {
    const known = teams.get(manager) ?? (await createRecord(ctx, team, { name: manager, office })).id;
    teams.set(manager, known);
    agents.set(name, (await createRecord(ctx, member, { name, team: known })).id);
  }
  return agents;
}

function dealOf(
  row: Row,
  ctx: Context,
  stages: Awaited<ReturnType<typeof listFunnelStages>>,
  agents: ReadonlyMap<string, string>,
  products: ReadonlyMap<string, string>,
): PastDeal {
  const stage = stages.find(({ name }) => name === row.deal_stage);
  const sold = products.get(row.product?.replaceAll(' ', '') ?? '');
  const owner = agents.get(row.sales_agent ?? '');
  if (!stage || !sold || !owner) throw new Error(`Not understood: ${JSON.stringify(row)}`);
  const amount = row.close_value || null;
  return {
    ...{ name: row.opportunity_id ?? '', status: stage.kind, stage: stage.id, pipeline: stage.pipeline, owner },
    ...{ amount, currency: amount && ctx.workspace.currency },
    ...{ openedOn: dayOf(row.engage_date), closedOn: dayOf(row.close_date) },
    lines: amount ? [{ product: sold, amount }] : [],
  };
}

/** dd-mm-yy. */
function dayOf(text: string | undefined): string | null {
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d\d)$/.exec(text ?? '') ?? [];
  return year ? `20${year}-${month}-${day}` : null;
}
