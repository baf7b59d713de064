import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ZodError } from 'zod';
import { defineCommand } from '../../../server/cli/command.ts';
import { chooseWorkspace, cliContext } from '../../../server/cli/ground.ts';
import { exitCodes, OperatorError } from '../../../server/config/operator-error.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { fieldErrorsOf } from '../../../shared/contract/field-errors.ts';
import { AppError } from '../../../shared/errors.ts';
import { type ImportMapping, readMapping } from '../contract/index.ts';
import { bringIn } from './import.job.ts';
import { listRejects } from './import.repository.ts';
import { getSource, markRunning, readState, type suggestColumns, targetNoun, uploadFile } from './import.service.ts';

/** `rapport import FILE --object deals --mapping map.json --json`. */
export const importCommand = defineCommand({
  name: 'import',
  summary: 'Bring a CSV or XLSX file in. Doing it again changes only what differs.',
  positionals: ['FILE'],
  options: {
    object: { type: 'string', value: 'NOUN', summary: 'what the rows are, e.g. companies or deals', required: true },
    mapping: { type: 'string', value: 'FILE', summary: 'JSON: column -> field path; default: as the columns suggest' },
    workspace: { type: 'string', value: 'NAME', summary: 'where there are several' },
  },
  async run({ values, positionals, output, open }) {
    const [file = ''] = positionals;
    const content = await readOrExplain(file);
    const mapping = values.mapping ? parseMapping(values.mapping, await readOrExplain(values.mapping)) : null;
    const result = await open(async (ground) => {
      const ctx = await cliContext(ground, await chooseWorkspace(ground, values.workspace));
      return explained(() => importFile(ctx, values.object, basename(file), content, mapping, output.progress));
    });
    const { created, updated, unchanged, rejected } = result;
    output.result(result, `${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`);
    return rejected > 0 ? exitCodes.badData : undefined;
  },
});

/** Brings a file in, start to end, and answers the counts, names that were matched or made, and what was rejected. */
export async function importFile(
  ctx: Context,
  target: string,
  fileName: string,
  content: Buffer,
  given: ImportMapping | null,
  say: (line: string) => void = () => undefined,
) {
  const { id, rows, columns } = await uploadFile(ctx, target, fileName, content);
  const mapping = given ?? suggestedMapping(columns);
  say(`${rows} rows of ${fileName}: ${describe(mapping)}`);
  await inTransaction(ctx, (tx) => markRunning(tx, id, mapping));
  const timer = setInterval(
    () => void readState(ctx, id).then(({ processed }) => say(`${processed} of ${rows} rows`)),
    2000,
  );
  try {
    await bringIn(ctx, id, new AbortController().signal);
  } finally {
    clearInterval(timer);
  }
  const { created, updated, unchanged, rejected, names } = await readState(ctx, id);
  const rejects = await listRejects(ctx, id);
  const { headers } = await getSource(ctx, id);
  const rejectedRows = rejects.slice(0, 100).map(({ row, cells, faults }) => ({
    row,
    faults,
    cells: Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? ''])),
  }));
  return {
    id,
    object: targetNoun(ctx, target).plural,
    rows,
    created,
    updated,
    unchanged,
    rejected,
    names,
    mapping: mapping.columns,
    rejectedRows,
  };
}

function suggestedMapping(columns: ReturnType<typeof suggestColumns>): ImportMapping {
  return { columns: Object.fromEntries(columns.flatMap(({ header, path }) => (path ? [[header, path]] : []))) };
}

function describe({ columns }: ImportMapping): string {
  return Object.entries(columns)
    .map(([header, path]) => `${header} -> ${[path].flat().join(', ')}`)
    .join('; ');
}

function parseMapping(file: string, content: Buffer): ImportMapping {
  try {
    return readMapping(JSON.parse(content.toString('utf8')));
  } catch (error) {
    const [fault] = error instanceof ZodError ? fieldErrorsOf(error) : [];
    const column = fault?.path.replace(/^columns\./, '');
    if (column)
      throw new OperatorError(
        exitCodes.usage,
        `${file}: "${column}" has no field path. Give it one, or leave it out: a column that is not named goes nowhere.`,
      );
    throw new OperatorError(
      exitCodes.usage,
      `${file} is no mapping: a JSON object of column -> field path is wanted; leave out the columns that go nowhere.`,
    );
  }
}

async function readOrExplain(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new OperatorError(exitCodes.noInput, `${file} can not be read: ${(error as Error).message}`);
  }
}

/** A refusal in one line for whoever typed the command. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = error.fields.map(({ path, code, params }) =>
      `${path}: ${code} ${params ? JSON.stringify(params) : ''}`.trim(),
    );
    throw new OperatorError(exitCodes.badData, [error.code, ...fields].join('; '));
  }
}
