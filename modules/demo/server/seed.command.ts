import { defineCommand } from '../../../server/cli/command.ts';
import { cliContext } from '../../../server/cli/ground.ts';
import { exitCodes, OperatorError } from '../../../server/config/operator-error.ts';
import { inTransaction } from '../../../server/context.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import { loadRecords } from './load/load.ts';
import { describeOwner, findOrMakeWorkspace } from './seed-workspace.ts';
import { fillDemo, isEmptyWorkspace } from './story/fill-demo.ts';

const workspaceOption = { type: 'string', value: 'NAME', summary: 'where there are several' } as const;
const count = (summary: string, given: string) => ({ type: 'string', value: 'N', summary, default: given }) as const;

/** `rapport seed load --people N --companies N --deals N --activities N --json` */
const load = defineCommand({
  name: 'seed load',
  summary: 'Fill a workspace with load data: the same numbers give the same records. They leave no history.',
  options: {
    people: count('how many', '100000'),
    companies: count('how many', '20000'),
    deals: count('how many, with their lines and stage history', '50000'),
    activities: count('how many tasks and notes', '200000'),
    workspace: workspaceOption,
  },
  async run({ values, output, open }) {
    const [people, companies, deals, activities] = [
      readCount('people', values.people),
      readCount('companies', values.companies),
      readCount('deals', values.deals),
      readCount('activities', values.activities),
    ];
    await open(async (ground) => {
      const seed = await findOrMakeWorkspace(ground, values.workspace, 'en');
      const started = performance.now();
      const ctx = await cliContext(ground, seed.workspace);
      const written = await loadRecords(ctx, { people, companies, deals, activities }, output.progress);
      const seconds = Math.round(performance.now() - started) / 1000;
      const rows = Object.values(written).reduce((sum, one) => sum + one, 0);
      const text = `${rows} records in ${seconds} s, in "${seed.workspace.name}".${describeOwner(seed)}`;
      output.result({ workspace: seed.workspace.id, written, rows, seconds, owner: seed.owner }, text);
    });
  },
});

/** `rapport seed demo --locale hy` */
const demo = defineCommand({
  name: 'seed demo',
  summary: 'Fill an empty workspace with a lively demo company.',
  options: {
    locale: {
      type: 'string',
      value: languages.join('|'),
      summary: 'the language; default: the workspace’s, English for a new one',
    },
    workspace: workspaceOption,
  },
  async run({ values, output, open }) {
    const language = languages.find((one) => one === values.locale);
    if (values.locale && !language) {
      throw new OperatorError(exitCodes.usage, `--locale is one of: ${languages.join(', ')}.`);
    }
    await open(async (ground) => {
      const seed = await findOrMakeWorkspace(ground, values.workspace, language ?? 'en');
      const { workspace } = seed;
      const ctx = await cliContext(ground, { ...workspace, language: language ?? workspace.language });
      output.progress('Inventing a company, its customers and a year of its work');
      await inTransaction(ctx, async (tx) => {
        if (!(await isEmptyWorkspace(tx)))
          throw new OperatorError(exitCodes.badData, `"${workspace.name}" is not empty.`);
        await fillDemo(tx);
      });
      output.result(
        { workspace: workspace.id, owner: seed.owner },
        `"${workspace.name}" is alive.${describeOwner(seed)}`,
      );
    });
  },
});

export const seedCommands = [load, demo];

function readCount(name: string, given: string): number {
  const wanted = Number(given);
  if (Number.isInteger(wanted) && wanted >= 0 && wanted <= 10_000_000) return wanted;
  throw new OperatorError(exitCodes.usage, `--${name} is a whole number up to 10000000.`);
}
