import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';
import { send } from './support/shared-product.ts';

journey(
  'an owner masks phones for a role, and whoever has it sees half a number from the next page on',
  async ({ open, create }) => {
    const role = await create('access-roles', { name: 'Trainee of the roles journey' });
    const member = await create('members', { name: 'Tigran Trainee', accessRole: role.id });
    const account = { email: 'tigran@ararat-roles.am', password: 'nine plums ok' };
    const client = await create('people', { name: { given: 'Rima' }, phones: ['+37491654321'], owner: member.id });

    const page = await open(`/access-roles/${role.id}`);
    await page.getByRole('button', { name: 'People' }).click();
    await page.getByLabel('Phones').selectOption({ label: 'Masked' });
    await page.getByRole('button', { name: 'People 1 masked' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await send(page.request, `/api/v1/members/${member.id}/account`, { ...account, role: 'seller' });

    const trainee = await open('/sign-in', { as: null });
    await trainee.getByLabel('Email').fill(account.email);
    await trainee.getByLabel('Password', { exact: true }).fill(account.password);
    await trainee.getByRole('button', { name: 'Sign in' }).click();
    await trainee.getByRole('button', { name: 'Account of Tigran Trainee' }).waitFor();
    await trainee.goto(`/people/${client.id}`);
    await trainee.getByText('+37491••••').first().waitFor();
    expect(await trainee.content()).not.toContain('654321');
    await trainee.getByRole('button', { name: 'Edit: Job title' }).waitFor();
    expect(await trainee.getByRole('button', { name: 'Edit: Phones' }).count()).toBe(0);

    await page.getByLabel('Phones').selectOption({ label: 'Masked, shown for a reason' });
    await expect
      .poll(async () => (await page.request.get(`/api/v1/access-roles/${role.id}`)).text())
      .toContain('revealableForReason');
    await trainee.goto(`/people?search=Rima`);
    await trainee.getByRole('row').getByRole('button', { name: 'Phones: +37491••••' }).first().click();
    await trainee.getByRole('menuitem', { name: 'To call' }).click();
    await trainee
      .getByRole('row')
      .getByText(/654 ?321/)
      .first()
      .waitFor();
    expect(await findViolations(trainee)).toEqual([]);
    await trainee.reload();
    await trainee.getByRole('row').getByRole('button', { name: 'Phones: +37491••••' }).first().waitFor();
    expect(await trainee.content()).not.toContain('654321');
    await trainee.setViewportSize({ width: 390, height: 844 });
    await trainee.getByRole('row').getByRole('button', { name: 'Phones: +37491••••' }).first().click();
    await trainee.getByRole('menuitem', { name: 'To call' }).click();
    await trainee
      .getByRole('row')
      .getByText(/654 ?321/)
      .first()
      .waitFor();
    expect(await findViolations(trainee)).toEqual([]);
    await page.request.delete(`/api/v1/people/${client.id}`);
    await page.request.delete(`/api/v1/members/${member.id}`);
    await page.request.delete(`/api/v1/access-roles/${role.id}`);
  },
);

journey('a record is shared from its card, and the card says why somebody sees it', async ({ open, create }) => {
  const role = await create('access-roles', { name: 'Own people only', grants: { person: { read: 'own' } } });
  const member = await create('members', { name: 'Salome Stand-in', accessRole: role.id });
  const client = await create('people', { name: { given: 'Mane', family: 'Shared' } });
  const page = await open(`/people/${client.id}`);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Sharing and access' }).click();
  const why = page.getByRole('combobox', { name: 'Person' });
  const choose = async (name: string, box = why) => {
    await box.fill(name);
    await page.getByRole('option', { name }).click();
  };
  await choose('Salome Stand-in');
  const reasons = page.getByRole('list', { name: 'Who may what, and why' });
  await reasons.getByText('does not own it').first().waitFor();
  await choose('Salome Stand-in', page.getByRole('combobox', { name: 'With whom' }));
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await reasons.getByText('shared by hand').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Stop sharing with Salome Stand-in' }).click();
  await page.getByText('Shared with nobody by hand.').waitFor();

  await page.goto(`/members/${member.id}`);
  await page.getByRole('button', { name: 'See as this person' }).click();
  const notice = page.getByRole('region', { name: 'Seeing as somebody else' });
  await notice.getByText('You see everything as Salome Stand-in does.').waitFor();
  await page.goto(`/people/${client.id}`);
  await page.getByText('This record does not exist, or you may not see it.').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await notice.getByRole('button', { name: 'Back to my own' }).click();
  await notice.waitFor({ state: 'detached' });
  await page.request.delete(`/api/v1/members/${member.id}`);
});
