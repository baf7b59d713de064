import type { Context } from '../context.ts';
import type { Queryable, Statement } from '../db/database.ts';

/** A node of a plan as `explain (format json)` gives it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Total Cost': number;
  readonly 'Plan Rows': number;
  readonly Plans?: readonly PlanNode[];
}

/**
 * The plans of what `act` asks the database, which is asked for the plan alone: every answer is empty. With `running`, the
 * statements run as well, for verbs that need the answers to go on.
 */
export async function plansOf(
  ctx: Context,
  act: (ctx: Context) => Promise<unknown>,
  { running = false } = {},
): Promise<PlanNode[]> {
  const plans: PlanNode[] = [];
  const query = async <Row>(statement: Statement): Promise<Row[]> => {
    plans.push(await explain(ctx.db, statement));
    return running ? ctx.db.query<Row>(statement) : [];
  };
  const db: Queryable = {
    query,
    transaction: () => Promise.reject(new Error('A reading path opened a transaction')),
  };
  await act({ ...ctx, db });
  return plans;
}

async function explain(db: Queryable, { text, values }: Statement): Promise<PlanNode> {
  const [row] = await db.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>({
    text: `explain (format json) ${text}`,
    ...(values ? { values } : {}),
  });
  const plan = row?.['QUERY PLAN'][0]?.Plan;
  if (!plan) throw new Error('PostgreSQL explained nothing');
  return plan;
}

/** The large tables a plan reads from end to end. */
export function tablesScanned(node: PlanNode, large: ReadonlySet<string>): string[] {
  const below = (node.Plans ?? []).flatMap((one) => tablesScanned(one, large));
  const table = node['Relation Name'];
  return node['Node Type'] === 'Seq Scan' && table && large.has(table) ? [...below, table] : below;
}

/** As `tablesScanned`, without scans that are expected to find so many records that no index could spare the reading. */
export function tablesScannedInVain(node: PlanNode, large: ReadonlyMap<string, number>): string[] {
  const below = (node.Plans ?? []).flatMap((one) => tablesScannedInVain(one, large));
  const table = node['Relation Name'];
  const size = node['Node Type'] === 'Seq Scan' && table ? large.get(table) : undefined;
  return table && size !== undefined && node['Plan Rows'] < size / 50 ? [...below, table] : below;
}
