import { expect, test } from 'vitest';
import { giveAccount } from '../../../server/auth/member-account.ts';
import { insertWorkspace } from '../../../server/auth/workspace.repository.ts';
import type { Context } from '../../../server/context.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { createMailer } from '../../../server/mail/mailer.ts';
import { noAllowance } from '../../../server/outgoing/allowance.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { listAbout, write } from './record-letters.ts';

const { database, workspace, system, join } = await useWorkspace();
const server = { host: 'mail.example.org', port: 25, security: 'none' as const, user: null, password: null };
const mailer = createMailer({
  ...{ publicUrl: 'https://crm.example.org', secret: 'a secret of thirty-two characters', allowance: noAllowance },
  server: { ...server, from: { name: 'Ararat', address: 'crm@ararat.am' } },
});
const anahit: Context = { ...(await join('Anahit', 'owner')), mailer };
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: () => undefined });
await insertWorkspace(database.control, workspace);
await giveAccount(system, anahit.actor.memberId ?? '', { email: 'anahit@office.am', password: 'nine plums ok' });

test('a letter about a deal stands in its story too, and in that of no deal its writer does not see', async () => {
  const { id } = await createRecord(system, company, { name: 'Sevan', emails: [{ address: 'info@sevan.am' }] });
  const { id: press } = await createRecord(system, deal, { name: 'Press', company: id });
  const letter = { noun: 'company' as const, id, to: 'info@sevan.am', subject: 'Press', text: 'Hello', deal: press };
  const { task: told } = await write(anahit, letter);
  expect(await getRecord(anahit, task, told)).toMatchObject({ company: { id }, deal: { id: press } });
  const grants = { deal: { read: 'none' as const } };
  const rights = { id: 'blind', name: '', base: 'seller' as const, grants, fields: {} };
  const blind: Context = { ...anahit, actor: { ...anahit.actor, role: 'seller', rights } };
  await expect(write(blind, letter)).rejects.toMatchObject({ fields: [{ path: 'deal' }] });
  expect((await listAbout(anahit, { noun: 'company', id })).items).toHaveLength(1);
});
