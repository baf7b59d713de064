import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

/** Looked at when SHOTS names a folder: in the light, in the dark, and by thumb. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  await page.screenshot({ path: `${folder}/${name}.png` });
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `${folder}/${name}-390.png` });
  if (size) await page.setViewportSize(size);
}

journey('an owner invites somebody, who follows the link, chooses a password and is in', async ({ open }) => {
  const page = await open('/invitations');
  await page.getByRole('button', { name: 'Invite' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invite' });
  await dialog.getByLabel('Email').fill('no address');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await expect.poll(() => dialog.getByLabel('Email').getAttribute('aria-invalid')).toBe('true');
  await dialog.getByLabel('Email').fill('lilit@ararat-guests.am');
  await shoot(page, 'invite');
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  const link = await dialog.getByLabel('Link').inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByText('lilit@ararat-guests.am · Seller').waitFor();
  await shoot(page, 'invitations');

  const guest = await open(link.replace(/^https?:\/\/[^/]+/, ''), { as: null });
  await guest.getByRole('heading', { level: 1, name: 'Welcome to Ararat Trading' }).waitFor();
  await shoot(guest, 'invitation');
  expect(await findViolations(guest)).toEqual([]);
  await guest.getByLabel('Your name').fill('Lilit Guest');
  await guest.getByLabel('Password', { exact: true }).fill('nine plums ok');
  await guest.getByRole('button', { name: 'Join' }).click();
  await guest.getByRole('button', { name: 'Account of Lilit Guest' }).waitFor();
  await page.reload();
  await page.getByText('Nobody is invited right now').waitFor();

  // The link was used: whoever opens it once more is told so, and finds the way in.
  const late = await open(link.replace(/^https?:\/\/[^/]+/, ''), { as: null });
  await late.getByRole('alert').waitFor();
  await shoot(late, 'invitation-used');
  expect(await findViolations(late)).toEqual([]);
  await late.getByRole('link', { name: 'Sign in' }).click();
  await late.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();

  const members = await page.request.get('/api/v1/members?search=Lilit%20Guest');
  const { items } = (await members.json()) as { items: { id: string }[] };
  await page.request.delete(`/api/v1/members/${items[0]?.id}`);
});

journey('whoever forgot their password asks for a letter, and a link that is no good says so', async ({ open }) => {
  const page = await open('/sign-in', { as: null });
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByLabel('Email').fill('nobody@ararat-guests.am');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('If there is an account with nobody@ararat-guests.am').waitFor();
  await shoot(page, 'forgotten');
  expect(await findViolations(page)).toEqual([]);
  const reset = await open('/new-password#nothing', { as: null });
  await reset.getByLabel('New password').fill('nine plums ok');
  await shoot(reset, 'new-password');
});

journey('an owner names the mail server: one in our own network is refused', async ({ open }) => {
  const page = await open('/mail');
  await page.getByText('No mail server is named yet').waitFor();
  await page.getByText('TLS', { exact: true }).click();
  await expect.poll(() => page.getByLabel('Port').inputValue()).toBe('465');
  await page.getByLabel('Server').fill('127.0.0.1');
  await page.getByLabel('Sender’s address').fill('crm@ararat-guests.am');
  await page.getByRole('main').getByRole('button', { name: 'Save' }).click();
  await page.getByText('leads into a private network').waitFor();
  await shoot(page, 'mail');
  expect(await findViolations(page)).toEqual([]);
});

journey('who is given a record hears of it at once, and opens it from the bell by keys', async ({ open }) => {
  const page = await open('/settings');
  const bell = page.getByRole('button', { name: /^Notices/ });
  await bell.waitFor();
  const session = await (await page.request.get('/api/v1/session')).json();
  const giorgi = await open('/settings', { as: inject('giorgi') });
  const company = { name: 'Bell Foundry of Gyumri', owner: session.member.id };
  const { id } = await (await giorgi.request.post('/api/v1/companies', { data: company })).json();
  await expect.poll(() => bell.getAttribute('aria-label'), { timeout: 15_000 }).toMatch(/unread$/);
  await bell.focus();
  await page.keyboard.press('Enter');
  const line = page.getByRole('menuitem', { name: /Bell Foundry of Gyumri/ });
  await line.waitFor();
  await shoot(page, 'bell');
  expect(await findViolations(page)).toEqual([]);
  await line.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Bell Foundry of Gyumri' }).waitFor();
  await expect
    .poll(async () => {
      const { items } = await (await page.request.get('/api/v1/my-notices')).json();
      return items.find((one: { target: { id: string } }) => one.target.id === id)?.readAt;
    })
    .toEqual(expect.any(String));

  const composer = page.getByRole('textbox', { name: 'New note' });
  await composer.fill('Ask @Gior');
  await page.getByRole('option', { name: 'Giorgi Beridze' }).waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/mention.png` });
  await page.keyboard.press('Enter');
  await expect.poll(() => composer.inputValue()).toBe('Ask @Giorgi Beridze ');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Reply' }).first().waitFor();
  await giorgi.getByRole('button', { name: /^Notices, .* unread$/ }).click();
  await giorgi.getByRole('menuitem', { name: /Mariam .* mentioned you .*Ask @Giorgi Beridze/ }).click();
  await giorgi.getByText('Ask @Giorgi Beridze').first().waitFor();
  await page.getByRole('button', { name: 'Reply' }).first().click();
  await page.getByRole('textbox', { name: 'Reply' }).fill('By Friday');
  await page.keyboard.press('Control+Enter');
  await page.locator('blockquote', { hasText: 'Ask @Giorgi Beridze' }).waitFor();
  await shoot(page, 'reply');
  expect(await findViolations(page)).toEqual([]);
  await page.request.delete(`/api/v1/companies/${id}`);
});
