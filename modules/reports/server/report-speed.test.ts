import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { Statement } from '../../../server/db/database.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { reportedDeals } from './deal-filters.ts';
import { createCompany, writeInventedSales } from './invented-sales.factory.ts';
import { reportPipeline } from './pipeline-report.service.ts';
import { sumsStatement, type WantedSums } from './report-cells.repository.ts';
import { multiplyDeals } from './sales-history.factory.ts';

const { system } = await useWorkspace();
const company = await createCompany(system, 30);
await writeInventedSales(system, company, 5000);
await multiplyDeals(system, 9);
const everything: WantedSums = {
  sections: new Set(['owner', 'month', 'lostReason', 'product']),
  history: company.stages.map(({ id }) => id),
};
const statement = sumsStatement(system, reportedDeals({}), everything);

/** Milliseconds of processor time a database process has taken; null where the system does not tell. */
async function processorTimeOf(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  const [user, kernel] =
    text
      ?.slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13) ?? [];
  return user && kernel ? (Number(user) + Number(kernel)) * 10 : null;
}

/** What a million numbers take to be added up: about 0.1 s where nothing else runs. */
const yardstick: Statement = { text: 'select sum(n) from generate_series(1, 1000000) n' };

it('adds up 50,000 deals by every breakdown in less time than a few million numbers', {
  timeout: 120_000,
}, async () => {
  expect((await reportPipeline(system, {})).totals.won.count).toBeGreaterThan(5000);
  await system.db.transaction(async (db) => {
    const [backend] = await db.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
    const timeOf = async (measured: Statement) => {
      const before = await processorTimeOf(backend?.pid ?? 0);
      const start = performance.now();
      for (let round = 0; round < 2; round++) await db.query(measured);
      const after = await processorTimeOf(backend?.pid ?? 0);
      return before === null || after === null ? performance.now() - start : after - before;
    };
    await timeOf(statement);
    const [report, measure] = [await timeOf(statement), await timeOf(yardstick)];
    // Measured: 2.5.
    expect(report / measure).toBeLessThan(5);
  });
});

it('reads each table once, and the deals once more for their currencies', async () => {
  const lines = await system.db.query<{ 'QUERY PLAN': string }>({ ...statement, text: `explain ${statement.text}` });
  const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
  const timesRead = (table: string) => plan.match(new RegExp(`(Scan|using \\S+) on ${table}\\b`, 'g'))?.length;
  expect(['deals', 'deal_lines', 'stage_visits'].map(timesRead)).toEqual([2, 1, 1]);
});
