import { z } from 'zod';
import { workspaceInput } from '../../../shared/contract/set-up.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import { createWorkspaceFor } from '../../auth/set-up.ts';
import { listWorkspaces } from '../../auth/workspace.repository.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { migrateWorkspace } from '../../metadata/migrate.ts';
import { defineCommand } from '../command.ts';
import { openForCli } from '../open.ts';
import { getAccount } from './user.ts';

const create = defineCommand({
  name: 'workspace create',
  summary: 'Make a further workspace, owned by somebody who has an account.',
  positionals: ['NAME', 'EMAIL'],
  options: {
    language: { type: 'string', value: languages.join('|'), summary: 'as the first workspace by default' },
    currency: { type: 'string', value: 'CODE', summary: 'as the first workspace by default' },
    'time-zone': { type: 'string', value: 'ZONE', summary: 'as the first workspace by default' },
  },
  async run({ values, positionals, output }) {
    const made = await openForCli(async ({ database, registry }) => {
      const account = await getAccount(database, positionals[1]);
      if (!account.active) throw new OperatorError(exitCodes.usage, `${account.email} is shut out.`);
      const [first] = await listWorkspaces(database.control);
      const wish = z.strictObject(workspaceInput).safeParse({
        ...{ name: positionals[0], language: values.language ?? first?.language },
        ...{ currency: values.currency ?? first?.currency, timeZone: values['time-zone'] ?? first?.timeZone },
      });
      if (!wish.success)
        throw new OperatorError(
          exitCodes.usage,
          `Not accepted: ${wish.error.issues.map(({ path }) => path.join('.')).join(', ')}.`,
        );
      const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
      return createWorkspaceFor({ database, registry, migrate }, wish.data, account);
    });
    output.result({ id: made.id, name: made.name }, `${made.name} is there; ${positionals[1]} owns it.`);
  },
});

export const workspaceCommands = [create];
