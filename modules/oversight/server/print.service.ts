import { accessFilter } from '../../../server/access/access.ts';
import { takeOut } from '../../../server/access-log/take-out.ts';
import { withoutWords } from '../../../server/access-log/without-words.ts';
import { asSystem, type Context } from '../../../server/context.ts';
import { countMatching } from '../../../server/records/count-matching.ts';
import { getRecord } from '../../../server/records/read.ts';
import { AppError, notFound } from '../../../shared/errors.ts';
import { exportable, openTable } from '../../exports/server/index.ts';
import type { PrintedTable, PrintRequest } from '../contract/index.ts';

/** Nobody reads more on paper. */
const mostPrinted = 2_000;

/** What is to be printed, once it is written down. Throws as `openTable` and `takeOut`, and 422 `tooManyToPrint`. */
export function print(ctx: Context, request: PrintRequest): Promise<PrintedTable> {
  return request.id === undefined ? printList(ctx, request) : printCard(ctx, request.plural, request.id);
}

async function printList(ctx: Context, { plural, query = {}, language }: PrintRequest): Promise<PrintedTable> {
  const table = openTable(ctx, plural, query, language ?? ctx.language);
  const pages = table.pages();
  // What is wrong with the question is told before anything is written down.
  const first = await pages.next();
  const records = await table.count();
  if (records > mostPrinted) throw new AppError(422, 'tooManyToPrint', { records, maximum: mostPrinted });
  const details = { ...withoutWords(ctx, table.noun, query), fields: table.fields };
  const { number } = await takeOut(ctx, { kind: 'print', noun: table.noun.name, records, details });
  const rows: string[][] = [];
  for (let page = first; !page.done && rows.length < records; page = await pages.next())
    rows.push(...page.value.map((record) => table.columns.map(({ read }) => read(record))));
  const headings = table.columns.map(({ heading }) => heading);
  return { ...(await stampOf(ctx, number)), headings, rows: rows.slice(0, records) };
}

async function printCard(ctx: Context, plural: string, id: string): Promise<PrintedTable> {
  const noun = exportable(ctx, plural);
  const itself = { field: 'id', op: 'is', value: id } as const;
  const allowed = accessFilter(ctx, noun, 'export');
  const filter = { all: allowed ? [itself, allowed] : [itself] };
  const records = await countMatching(ctx, noun, { filter });
  if (records === 0) throw notFound(noun.name, id);
  const { number } = await takeOut(ctx, { kind: 'print', noun: noun.name, records, ids: [id], details: { card: id } });
  return { ...(await stampOf(ctx, number)), headings: [], rows: [] };
}

/** What stands on every page: whose it is, when, and by which number it is found. */
async function stampOf(ctx: Context, number: string) {
  const { memberId } = ctx.actor;
  const { reads: _, ...system } = asSystem(ctx);
  const member = memberId ? await getRecord(system, system.registry.getNoun('member'), memberId) : null;
  return { number: `E${number}`, at: ctx.now().toISOString(), by: String(member?.name ?? '') };
}
