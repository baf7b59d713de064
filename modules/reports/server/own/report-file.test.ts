import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { writeOversight } from '../../../../server/access-log/oversight.repository.ts';
import { type Context, inTransaction } from '../../../../server/context.ts';
import { buildHttpServer } from '../../../../server/http/http-server.factory.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { useWorkspace } from '../../../../server/testing/workspace.ts';
import { defaultOversight } from '../../../../shared/contract/oversight-settings.ts';
import { company } from '../../../companies/contract/index.ts';
import { deal } from '../../../deals/contract/index.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import { ownReportRoutes } from './own-report.routes.ts';

const { system, join } = await useWorkspace();
const [nino, boris] = await Promise.all([join('Nino Beridze', 'manager'), join('Boris Petrov', 'seller')]);
const named = await createRecord(system, company, { name: '=HYPERLINK("https://evil.example")' });
for (const [amount, currency, where] of [
  ['1250.50', 'USD', named.id],
  ['10.00', 'USD', null],
  ['7.00', 'GEL', named.id],
] as const)
  await createRecord(system, deal, { name: 'Sale', amount: { amount, currency }, company: where });

const byCompany: ReportSettings = {
  group: [{ field: 'company' }],
  measures: [{ op: 'sum', field: 'amount' }, { op: 'count' }],
  show: 'bars',
};

async function save(ctx: Context, query: object, settings = byCompany) {
  const http = buildHttpServer({ routes: ownReportRoutes, resolveContext: async () => ctx });
  const asked = new URLSearchParams({ noun: 'deals', settings: JSON.stringify(settings), ...query });
  const answer = await http.inject({ method: 'GET', url: `/api/v1/reports/file?${asked}` });
  return { status: answer.statusCode, text: answer.body, content: answer.rawPayload, headers: answer.headers };
}

const taken = () =>
  system.db.query<{ noun: string; records: number; details: object }>({
    text: `select noun, records, details from access_log where kind = 'export' order by at desc, id desc`,
  });

describe('the table of a report as a file', () => {
  it('is nothing to who may not export, and no line is written', async () => {
    expect((await save(boris, {})).status).toBe(403);
    expect((await save(nino, {}, { ...byCompany, group: [{ field: 'nothing' }] })).status).toBe(422);
    expect(await taken()).toEqual([]);
  });

  it('has what the page shows, the rest and the total, harmless to spreadsheets, and is written down', async () => {
    const { status, text, headers } = await save(nino, { title: 'By company' });
    expect([status, headers['content-disposition']]).toEqual([200, expect.stringMatching(/By company .*E\d+\.csv/)]);
    expect(parse(text, { bom: true })).toEqual([
      ['Company', 'Amount: sum (USD)', 'Records', 'Without an exchange rate'],
      [`'=HYPERLINK("https://evil.example")`, '1250.50', '2', '7.00 GEL'],
      ['Not given', '10.00', '1', ''],
      ['Total', '1260.50', '3', '7.00 GEL'],
    ]);
    const [line] = await taken();
    expect(line).toMatchObject({ noun: 'deal', records: 3, details: { figures: { group: byCompany.group } } });
    const russian = await save(nino, { language: 'ru' });
    expect(parse(russian.text, { bom: true, delimiter: ';' })[3]).toEqual(['Итого', '1260,50', '3', '7.00 GEL']);
  });

  it('is a workbook with numbers as such, in columns where there are two groupings', async () => {
    const crossed: ReportSettings = {
      ...{ group: [{ field: 'company' }, { field: 'status' }], measures: [{ op: 'count' }], show: 'table', limit: 1 },
    };
    const { content } = await save(nino, { format: 'xlsx' }, crossed);
    expect(await readSheet(content)).toEqual([
      ['Company', 'Open', 'Total: Records'],
      ['=HYPERLINK("https://evil.example")', 2, 2],
      ['1 other', 1, 1],
      ['Total', 3, 3],
    ]);
  });

  it('counts against the limit of the day', async () => {
    const limits = { ...defaultOversight.limits, manager: 1 };
    await inTransaction(system, (tx) => writeOversight(tx.db, { ...defaultOversight, limits }));
    expect((await save(nino, {})).status).toBe(429);
  });
});
