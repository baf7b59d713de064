import { readFile, writeFile } from 'node:fs/promises';
import { defineCommand } from '../../../server/cli/command.ts';
import { chooseWorkspace, cliContext } from '../../../server/cli/ground.ts';
import { exitCodes, OperatorError } from '../../../server/config/operator-error.ts';
import { configurationPackage } from '../../../shared/configuration/package.ts';
import { AppError } from '../../../shared/errors.ts';
import { applySource, exportPackage, previewSource } from './configuration.service.ts';

const workspace = { type: 'string', value: 'NAME', summary: 'where there are several' } as const;

/** `rapport config export --file acme.json`. */
export const exportCommand = defineCommand({
  name: 'config export',
  summary: 'Write the configuration of a workspace (nouns, fields, pipelines) as one package.',
  options: {
    file: { type: 'string', value: 'FILE', summary: 'where to; default: to the screen' },
    workspace,
  },
  async run({ values, output, open }) {
    const packed = await open(async (ground) =>
      exportPackage(await cliContext(ground, await chooseWorkspace(ground, values.workspace))),
    );
    const text = JSON.stringify(packed, null, 2);
    if (!values.file) {
      output.result(packed, text);
      return undefined;
    }
    await writeFile(values.file, `${text}\n`, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EEXIST' ? 'is there already: name another file' : `can not be written (${error.code})`;
      throw new OperatorError(exitCodes.usage, `${values.file} ${why}.`);
    });
    const items = Object.values(packed.parts).reduce((sum, part) => sum + part.length, 0);
    output.result({ file: values.file, items }, `${items} things written to ${values.file}`);
    return undefined;
  },
});

/** `rapport config import acme.json --preview --json`. */
export const importConfigurationCommand = defineCommand({
  name: 'config import',
  summary: 'Bring a configuration package in: all of it or nothing. Doing it again changes nothing.',
  positionals: ['FILE'],
  options: {
    preview: { type: 'boolean', summary: 'only say what would change' },
    workspace,
  },
  async run({ values, positionals, output, open }) {
    const source = { package: await readPackage(positionals[0] ?? '') };
    return open(async (ground) => {
      const ctx = await cliContext(ground, await chooseWorkspace(ground, values.workspace));
      const planned = await explained(() => previewSource(ctx, source));
      const changes = planned.map(({ part, key, act, problem }) => ({ part, key, act, problem }));
      const refused = changes.filter(({ problem }) => problem).length;
      if (refused === 0 && !values.preview) await explained(() => applySource(ctx, source));
      const lines = changes.map(
        ({ part, key, act, problem }) => `${act} ${part} ${key}${problem ? `: ${problem.code}` : ''}`,
      );
      const done = values.preview ? 'would be changed' : refused > 0 ? 'changed nothing: refused' : 'changed';
      const count = refused > 0 && !values.preview ? refused : changes.length;
      const applied = refused === 0 && !values.preview;
      output.result({ applied, changes }, [...lines, `${count} ${done}`].join('\n'));
      return refused > 0 ? exitCodes.badData : undefined;
    });
  },
});

async function readPackage(file: string) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(exitCodes.usage, `${file} can not be read (${error.code}).`);
  });
  try {
    return configurationPackage.parse(JSON.parse(text));
  } catch {
    throw new OperatorError(exitCodes.badData, `${file} is no configuration package of Rapport.`);
  }
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = error.fields.map(({ path, code }) => `${path}: ${code}`);
    throw new OperatorError(exitCodes.badData, [`The package is refused: ${error.code}`, ...fields].join('\n'));
  }
}
