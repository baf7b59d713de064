import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { takeOut } from '../../../server/access-log/take-out.ts';
import type { Context } from '../../../server/context.ts';
import { replyWithFile } from '../../../server/http/file-reply.ts';
import type { Reply } from '../../../server/http/route.ts';
import { harmlessCell } from '../../../shared/text/spreadsheet-cell.ts';
import type { AuditFilter, AuditLine } from '../contract/index.ts';
import { pageOfAudit } from './audit.service.ts';

/** Lines of a file at most. */
const mostLines = 100_000;
const pageSize = 200;

const columns = ['at', 'member', 'door', 'address', 'sort', 'kind', 'noun', 'record', 'fields', 'records', 'requests'];

/** The audit as CSV, page by page; that it was taken is written down first. */
export async function fileOfAudit(ctx: Context, filter: AuditFilter): Promise<Reply> {
  const first = await pageOfAudit(ctx, { ...filter, limit: pageSize });
  const { number } = await takeOut(ctx, { kind: 'audit', noun: null, records: first.items.length, details: filter });
  const day = ctx.now().toISOString().slice(0, 10);
  const lines = writeLines(ctx, filter, first);
  return replyWithFile(Readable.from(lines), `Audit ${day} E${number}.csv`, 'text/csv; charset=utf-8');
}

async function* writeLines(
  ctx: Context,
  filter: AuditFilter,
  first: Awaited<ReturnType<typeof pageOfAudit>>,
): AsyncGenerator<string, void> {
  yield stringify([columns], { bom: true });
  let page = first;
  let written = 0;
  for (;;) {
    if (page.items.length > 0) yield stringify(page.items.map(cellsOf));
    written += page.items.length;
    const { next } = page;
    if (next === null || written >= mostLines) return;
    page = await pageOfAudit(ctx, { ...filter, cursor: next, limit: pageSize });
    if (page.next === next) return;
  }
}

/** A line of the audit as cells that no spreadsheet runs. */
export function cellsOf(line: AuditLine): readonly string[] {
  const { at, member, door, address, sort, kind, noun, record, fields, records, requests } = line;
  const cells = [at, member?.name, door, address, sort, kind, noun, record, fields.join(', '), records, requests];
  return cells.map((cell) => harmlessCell(String(cell ?? '')));
}
