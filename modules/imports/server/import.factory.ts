import type { Context } from '../../../server/context.ts';
import { storedZip } from '../../../server/files/text/stored-zip.ts';
import { buildHttpServer } from '../../../server/http/http-server.factory.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { recordRoutes } from '../../../server/records/record-routes.ts';
import { addWorkspace, type TestWorkspace, useWorkspace } from '../../../server/testing/workspace.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { ImportMapping, ImportState, ImportTable } from '../contract/index.ts';
import { runJob } from './import.job.ts';
import { importRoutes } from './import.routes.ts';

/** A workspace whose people bring files in, with a neighbour in the same database. */
export async function openImports() {
  const work = await useWorkspace();
  const neighbour = await addWorkspace(work.database, work.registry);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  await prepareJobs(work.database, log);
  const workJobs = () =>
    drainJobs({
      database: work.database,
      jobs: [runJob],
      findWorkspace: async (id) => [work, neighbour].find(({ workspace }) => workspace.id === id)?.workspace ?? null,
      contextOf: ({ id }) => (id === work.workspace.id ? work : neighbour).system,
      log,
    });
  return { work, neighbour, workJobs, as: (ctx: Context) => personAt(work, ctx, workJobs) };
}

export interface Answer<T> {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: T;
  readonly text: string;
}

/** Somebody at the API. */
function personAt({ registry }: TestWorkspace, ctx: Context, workJobs: () => Promise<unknown>) {
  const routes = [...importRoutes, ...registry.nouns.flatMap(recordRoutes)];
  const http = buildHttpServer({ routes, resolveContext: async () => ctx });
  const ask = async <T>(method: 'GET' | 'POST', path: string, body?: object | Buffer, type?: string) => {
    const headers = { origin: 'http://localhost:3000', ...(type ? { 'content-type': type } : {}) };
    const url = `/api/v1${path}`;
    const answer = await http.inject({ method, url, headers, ...(body ? { payload: body } : {}) });
    const isJson = String(answer.headers['content-type']).includes('json');
    const parsed = isJson ? JSON.parse(answer.body) : null;
    return { status: answer.statusCode, code: parsed?.code, body: parsed, text: answer.body } as Answer<T>;
  };
  const upload = (target: string, content: Buffer | string, name = 'file.csv') =>
    ask<ImportTable>(
      'POST',
      `/imports?target=${target}`,
      formOf(content, name),
      `multipart/form-data; boundary=${seam}`,
    );
  const start = async (id: string, mapping: ImportMapping) => {
    const answer = await ask<ImportState>('POST', `/imports/${id}/start`, mapping);
    await workJobs();
    return answer;
  };
  const state = async (id: string) => (await ask<ImportState>('GET', `/imports/${id}/state`)).body;
  return {
    ask,
    upload,
    start,
    state,
    /** Sends a file and brings it in as its columns suggest, or by this mapping. */
    async bringIn(target: string, content: Buffer | string, mapping?: ImportMapping): Promise<ImportState> {
      const { body } = await upload(target, content);
      await start(body.id, mapping ?? suggested(body));
      return state(body.id);
    },
    /** The first rejected rows with their faults. */
    async faultsOf(id: string): Promise<readonly { readonly row: number; readonly faults: readonly FieldError[] }[]> {
      type Rows = { readonly rows: readonly { readonly row: number; readonly faults: readonly FieldError[] }[] };
      return (await ask<Rows>('GET', `/imports/${id}/rejected-rows`)).body.rows;
    },
    /** Up to 400 of a noun's records, with labels, by an external key that begins like this. */
    async listByKey(plural: string, start: string): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
      const filter = encodeURIComponent(JSON.stringify({ field: 'externalId', op: 'startsWith', value: start }));
      const page = async (sort: string) => {
        const address = `/${plural}?limit=200&expand=*&sort=${sort}&filter=${filter}`;
        return (await ask<{ items: readonly Record<string, unknown>[] }>('GET', address)).body.items;
      };
      const found = [...(await page('externalId')), ...(await page('-externalId'))];
      return new Map(found.map((record) => [String(record.externalId), record]));
    },
    /** A noun's records, by name. */
    async list<T>(plural: string): Promise<readonly T[]> {
      const { body } = await ask<{ items: readonly T[] }>('GET', `/${plural}?limit=200&sort=name&expand=*`);
      return body.items;
    },
  };
}

export function suggested({ columns }: ImportTable): ImportMapping {
  return { columns: Object.fromEntries(columns.flatMap(({ header, path }) => (path ? [[header, path]] : []))) };
}

/** The counts that tell what became of a file. */
export const countsOf = ({ status, created, updated, unchanged, rejected }: ImportState) => ({
  ...{ status, created, updated, unchanged, rejected },
});

const seam = 'seam-of-the-form';

function formOf(content: Buffer | string, name: string): Buffer {
  const head = `--${seam}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${seam}--\r\n`)]);
}

export type SheetCell = string | number | boolean | Date | null;

/** A workbook of one sheet, as small as spreadsheets accept; texts are inline, numbers are numbers, days are days. */
export function workbookOf(rows: readonly (readonly SheetCell[])[]): Buffer {
  const line = (row: readonly SheetCell[], number: number) =>
    row.map((value, column) => cellOf(value, `${String.fromCharCode(65 + column)}${number}`)).join('');
  const lines = rows.map((row, index) => `<row r="${index + 1}">${line(row, index + 1)}</row>`).join('');
  return workbookWith(`<sheetData>${lines}</sheetData>`);
}

/** A workbook whose only sheet has this in it. */
export function workbookWith(sheet: string): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const related = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const relations = (...lines: string[]) =>
    `<Relationships xmlns="${packaged}/relationships">${lines.join('')}</Relationships>`;
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations(related('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      related('r1', 'worksheet', 'worksheets/sheet1.xml'),
      related('r2', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">${sheet}</worksheet>`,
  };
  return storedZip(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)]));
}

function cellOf(value: SheetCell, place: string): string {
  if (value === null) return '';
  if (value instanceof Date) return `<c r="${place}" s="1"><v>${value.getTime() / 86_400_000 + 25_569}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${Number(value)}</v></c>`;
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
}
