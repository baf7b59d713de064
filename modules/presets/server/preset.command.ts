import { defineCommand } from '../../../server/cli/command.ts';
import { chooseWorkspace, cliContext } from '../../../server/cli/ground.ts';
import { exitCodes, OperatorError } from '../../../server/config/operator-error.ts';
import { AppError } from '../../../shared/errors.ts';
import { applyPreset, previewPreset } from './preset.service.ts';
import { presets } from './trades/presets.ts';

/** `rapport config preset realEstate --preview --json`. */
export const presetCommand = defineCommand({
  name: 'config preset',
  summary:
    'Add what a trade needs: nouns, fields, pipelines, views. Changes nothing that is there; again it adds nothing.',
  positionals: ['TRADE'],
  options: {
    preview: { type: 'boolean', summary: 'only say what would come' },
    workspace: { type: 'string', value: 'NAME', summary: 'where there are several' },
  },
  async run({ values, positionals, output, open }) {
    const name = knownName(positionals[0] ?? '');
    return open(async (ground) => {
      const ctx = await cliContext(ground, await chooseWorkspace(ground, values.workspace));
      const planned = await previewPreset(ctx, name);
      const refused = planned.filter(({ problem }) => problem);
      const applied = refused.length === 0 && !values.preview;
      if (applied) await explained(() => applyPreset(ctx, name));
      const changes = planned.map(({ part, key, act, problem }) => ({ part, key, act, problem }));
      const lines = (refused.length > 0 ? refused : planned).map(
        ({ part, key, act, problem }) => `${act} ${part} ${key}${problem ? `: ${problem.code}` : ''}`,
      );
      const told = refused.length > 0 ? 'stand in the way: nothing added' : applied ? 'added' : 'would be added';
      output.result({ applied, changes }, [...lines, `${lines.length} ${told}`].join('\n'));
      return refused.length > 0 ? exitCodes.badData : undefined;
    });
  },
});

function knownName(given: string): string {
  const names = presets.map(({ name }) => name);
  if (names.includes(given)) return given;
  throw new OperatorError(exitCodes.usage, `The trade is one of: ${names.join(', ')}.`);
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new OperatorError(exitCodes.badData, `Nothing is added: ${error.code}`);
  }
}
