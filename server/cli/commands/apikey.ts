import { plainText } from '../../../shared/contract/text-schemas.ts';
import { createApiKey } from '../../auth/api-key.ts';
import { listMemberships } from '../../auth/membership.repository.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { defineCommand } from '../command.ts';
import { chooseWorkspace } from '../ground.ts';
import { openForCli } from '../open.ts';
import { getAccount } from './user.ts';

const create = defineCommand({
  name: 'apikey create',
  summary: 'Make an API key that acts as somebody; it is shown this once. Use it as: Authorization: Bearer KEY',
  options: {
    user: { type: 'string', value: 'EMAIL', summary: 'whose rights it has', required: true },
    name: { type: 'string', summary: 'to tell keys apart by', default: 'command line' },
    expires: { type: 'string', value: 'DAYS', summary: 'days until it ends; default: never' },
    workspace: { type: 'string', value: 'NAME', summary: 'where there are several' },
  },
  async run({ values, output }) {
    const days = readDays(values.expires);
    const name = readName(values.name);
    const made = await openForCli(async (ground) => {
      const { control } = ground.database;
      const account = await getAccount(ground.database, values.user);
      const workspace = await chooseWorkspace(ground, values.workspace);
      const [membership] = await listMemberships(control, account.id, workspace.id);
      if (!membership) {
        throw new OperatorError(
          exitCodes.noPermission,
          `${account.email} is deactivated, or no member of "${workspace.name}".`,
        );
      }
      const owner = { accountId: account.id, workspaceId: workspace.id };
      return control.transaction((tx) => createApiKey(tx, owner, { name, days }));
    });
    output.result(made, made.key);
  },
});

export const apiKeyCommands = [create];

/** As the API takes it. */
function readName(given: string): string {
  const read = plainText(100).min(1).safeParse(given);
  if (read.success) return read.data;
  throw new OperatorError(exitCodes.usage, '--name is a text of 1 to 100 characters.');
}

function readDays(given: string | undefined): number | null {
  if (given === undefined) return null;
  const days = Number(given);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new OperatorError(exitCodes.usage, '--expires is a whole number of days from 1 to 3650.');
}
