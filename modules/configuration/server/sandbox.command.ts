import { defineCommand } from '../../../server/cli/command.ts';
import { chooseWorkspace, cliContext } from '../../../server/cli/ground.ts';
import { exitCodes, OperatorError } from '../../../server/config/operator-error.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { createSandboxKeeper } from '../../../server/sandbox/sandbox-keeper.ts';
import { AppError } from '../../../shared/errors.ts';
import { sandboxInput } from '../contract/sandbox.api.ts';
import { findSandbox, makeSandbox, removeSandbox } from './sandbox.service.ts';

/** `rapport config sandbox --sample 50`, `rapport config sandbox --remove`. */
export const sandboxCommand = defineCommand({
  name: 'config sandbox',
  summary: 'Make a sandbox of a workspace: the same configuration, some records if asked, nothing goes outside.',
  options: {
    sample: { type: 'string', value: 'NUMBER', summary: 'how many records of each noun; default: none' },
    remove: { type: 'boolean', summary: 'throw the sandbox away' },
    workspace: { type: 'string', value: 'NAME', summary: 'where there are several' },
  },
  async run({ values, output, open }) {
    const input = sandboxInput.safeParse({ sample: Number(values.sample ?? 0) });
    if (!input.success) throw new OperatorError(exitCodes.usage, '--sample takes a number from 0 to 200.');
    return open(async (ground) => {
      const { database, registry } = ground;
      const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
      const sandboxes = createSandboxKeeper({ database, registry, migrate });
      const ctx = { ...(await cliContext(ground, await chooseWorkspace(ground, values.workspace))), sandboxes };
      if (values.remove) {
        const there = await findSandbox(ctx);
        await removeSandbox(ctx);
        output.result({ removed: there !== null }, there ? 'The sandbox is gone' : 'There was no sandbox');
        return undefined;
      }
      const sandbox = await makeSandbox(ctx, input.data.sample).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        throw new OperatorError(exitCodes.badData, 'There is a sandbox already: remove it with --remove first.');
      });
      output.result(
        { sandbox },
        `A sandbox of ${ctx.workspace.name} is there: owners enter it from Settings, Configuration`,
      );
      return undefined;
    });
  },
});
