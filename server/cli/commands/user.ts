import { roles } from '../../../shared/nouns/metadata.ts';
import {
  type AccountRow,
  findAccountByEmail,
  listAccountRows,
  setAccountActive,
} from '../../auth/account.repository.ts';
import { deactivateAccount, normalizeEmail, resetPassword } from '../../auth/account.ts';
import { findMemberId, giveAccount } from '../../auth/member-account.ts';
import { listMemberships } from '../../auth/membership.repository.ts';
import { deleteSecondFactor } from '../../auth/second-factor.repository.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { type Context, inTransaction } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { createRecord } from '../../records/create.ts';
import { updateRecord } from '../../records/update.ts';
import { defineCommand } from '../command.ts';
import { type CliGround, chooseWorkspace, cliContext } from '../ground.ts';
import { openForCli } from '../open.ts';
import { choosePassword, type GivenPassword } from '../password.ts';

const passwordOption = { type: 'boolean', summary: 'read the password from standard input; else one is made' } as const;

const create = defineCommand({
  name: 'user create',
  summary: 'Give somebody an account to sign in with, as a new member or one who has none yet.',
  positionals: ['EMAIL'],
  options: {
    name: {
      type: 'string',
      summary: 'as shown to others; default: the member with this e-mail address, else the address',
    },
    role: {
      type: 'string',
      value: roles.join('|'),
      summary: 'what they may do; default: as it is for a member, seller for somebody new',
    },
    workspace: { type: 'string', value: 'NAME', summary: 'where there are several' },
    'password-stdin': passwordOption,
  },
  async run({ values, positionals, output }) {
    const email = normalizeEmail(positionals[0] ?? '');
    const wished = roles.find((one) => one === values.role);
    if (values.role !== undefined && !wished)
      throw new OperatorError(exitCodes.usage, `--role is one of: ${roles.join(', ')}.`);
    const given = await choosePassword(values['password-stdin']);
    const { role } = await openForCli(async (ground) => {
      const ctx = await cliContext(ground, await chooseWorkspace(ground, values.workspace));
      return inTransaction(ctx, async (tx) => {
        const memberId = (await findMemberId(tx, email)) ?? (await createMember(tx, values.name ?? email, email));
        return giveAccount(tx, memberId, {
          ...{ email, password: given.password },
          ...(wished ? { role: wished } : {}),
        });
      });
    });
    output.result({ email, role, ...shown(given) }, `${email} may sign in as ${role}.${told(given)}`);
  },
});

const list = defineCommand({
  name: 'user list',
  summary: 'List the accounts.',
  async run({ output }) {
    const users = await openForCli(({ database }) => listUsers(database));
    const lines = users.map(
      ({ email, name, active, workspaces }) =>
        `${email}\t${name}\t${active ? '' : 'deactivated'}\t${workspaces.join(', ')}`,
    );
    output.result({ users }, lines.join('\n') || 'There are no accounts yet.');
  },
});

const reset = defineCommand({
  name: 'user reset',
  summary: 'Give somebody a new password; end their sessions and API keys.',
  positionals: ['EMAIL'],
  options: {
    'password-stdin': passwordOption,
    'no-second-factor': { type: 'boolean', summary: 'let the password do again, for one whose phone is gone' },
    'keep-keys': { type: 'boolean', summary: 'let programs that have an API key of theirs go on' },
  },
  async run({ values, positionals, output }) {
    const given = await choosePassword(values['password-stdin']);
    const keepKeys = values['keep-keys'];
    const { email } = await openForCli(async ({ database }) => {
      const account = await getAccount(database, positionals[0]);
      await database.control.transaction(async (control) => {
        await resetPassword(control, account, given.password, { keepKeys });
        if (values['no-second-factor']) await deleteSecondFactor(control, account.id);
      });
      return account;
    });
    const ended = keepKeys ? 'sessions' : 'sessions and API keys';
    output.result({ email, ...shown(given) }, `${email} has a new password; all ${ended} ended.${told(given)}`);
  },
});

const deactivate = defineCommand({
  name: 'user deactivate',
  summary: 'Shut somebody out: sessions and API keys end at once.',
  positionals: ['EMAIL'],
  async run({ positionals, output }) {
    const { email } = await openForCli(async (ground) => {
      const account = await getAccount(ground.database, positionals[0]);
      await setMembersActive(ground, account, false);
      await ground.database.control.transaction((control) => deactivateAccount(control, account.id));
      return account;
    });
    output.result({ email, active: false }, `${email} is shut out.`);
  },
});

const activate = defineCommand({
  name: 'user activate',
  summary: 'Let somebody in again who was shut out, with the password they had.',
  positionals: ['EMAIL'],
  async run({ positionals, output }) {
    const { email } = await openForCli(async (ground) => {
      const account = await getAccount(ground.database, positionals[0]);
      await setAccountActive(ground.database.control, account.id, true);
      await setMembersActive(ground, account, true);
      return account;
    });
    output.result({ email, active: true }, `${email} may sign in again.`);
  },
});

export const userCommands = [create, list, reset, deactivate, activate];

/** The account with this e-mail address. */
export async function getAccount(database: Database, email = ''): Promise<AccountRow> {
  const account = await findAccountByEmail(database.control, normalizeEmail(email));
  if (!account) throw new OperatorError(exitCodes.noInput, `There is no account ${email}. See: rapport user list`);
  return account;
}

async function listUsers({ control }: Database) {
  const accounts = await listAccountRows(control);
  return Promise.all(
    accounts.map(async ({ id, email, name, active, createdAt }) => {
      const workspaces = (await listMemberships(control, id)).map(({ workspace }) => workspace.name);
      return { email, name, active, createdAt, workspaces };
    }),
  );
}

async function createMember(ctx: Context, name: string, email: string): Promise<string> {
  return (await createRecord(ctx, ctx.registry.getNoun('member'), { name, email })).id;
}

/** The members' own rules decide: a workspace keeps an owner who can sign in. */
async function setMembersActive(ground: CliGround, account: AccountRow, active: boolean): Promise<void> {
  for (const { workspace, memberId } of await listMemberships(ground.database.control, account.id)) {
    const ctx = await cliContext(ground, workspace);
    await updateRecord(ctx, ctx.registry.getNoun('member'), memberId, { active });
  }
}

function shown({ password, made }: GivenPassword): { password?: string } {
  return made ? { password } : {};
}

function told({ password, made }: GivenPassword): string {
  return made ? ` Password, shown this once: ${password}` : '';
}
