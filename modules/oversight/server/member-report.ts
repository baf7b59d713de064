import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { takeOut } from '../../../server/access-log/take-out.ts';
import type { Context } from '../../../server/context.ts';
import { replyWithFile } from '../../../server/http/file-reply.ts';
import type { Reply } from '../../../server/http/route.ts';
import { getRecord } from '../../../server/records/read.ts';
import { harmlessCell } from '../../../shared/text/spreadsheet-cell.ts';
import type { MemberReport } from '../contract/index.ts';
import { searchLogs } from './audit.repository.ts';
import { lineOf } from './audit.service.ts';
import { cellsOf } from './audit-file.ts';
import { countChanges, listAddresses, sumReads } from './member-report.repository.ts';

const days = 30;
const mostTaken = 100;

/** What a member looked at, took and changed in the last 30 days. Throws 404 for one that is not there. */
export async function reportOn(ctx: Context, id: string): Promise<MemberReport> {
  const member = await getRecord(ctx, ctx.registry.getNoun('member'), id, { fields: ['name'] });
  const from = new Date(ctx.now().getTime() - days * 86_400_000).toISOString();
  const reads = await sumReads(ctx.db, id, from);
  const linesBy = (isProgram: boolean) =>
    reads
      .filter((one) => one.program === isProgram)
      .map(({ noun, records, requests }) => ({ noun, records, requests }));
  const named = { id, name: String(member.name) };
  const nothing = { noun: null, record: null, field: null, door: null, address: null, until: null, after: null };
  const [found] = await searchLogs(ctx.db, { ...nothing, member: id, from, sorts: ['taken'], limit: mostTaken });
  return {
    ...{ member: named, days, from, seen: linesBy(false), programs: linesBy(true) },
    taken: (found?.rows ?? []).map((row) => lineOf(row, new Map([[id, named.name]]))),
    changed: [...(await countChanges(ctx.db, id, from))],
    addresses: [...(await listAddresses(ctx.db, id, from))],
  };
}

/** The same as CSV; that it was taken is written down first. */
export async function fileOfReport(ctx: Context, id: string): Promise<Reply> {
  const report = await reportOn(ctx, id);
  const { number } = await takeOut(ctx, {
    kind: 'report',
    noun: 'member',
    records: 1,
    ids: [id],
    details: { member: id },
  });
  const { member, seen, programs, taken, changed, addresses } = report;
  const rows = [
    ...seen.map(({ noun, records, requests }) => ['seen', noun, records, requests]),
    ...programs.map(({ noun, records, requests }) => ['programs', noun, records, requests]),
    ...changed.map(({ noun, kind, changes }) => ['changed', noun, changes, kind]),
    ...addresses.map((address) => ['address', address]),
    ...taken.map((line) => ['taken', ...cellsOf(line)]),
  ].map((row) => row.map((cell) => harmlessCell(String(cell))));
  const text = stringify(rows, { bom: true });
  const day = ctx.now().toISOString().slice(0, 10);
  const filename = `${member.name.replaceAll(/[\\/:*?"<>|]/g, ' ')} ${day} E${number}.csv`;
  return replyWithFile(Readable.from([text]), filename, 'text/csv; charset=utf-8');
}
