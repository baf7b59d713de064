import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { openProvider, someone } from '../modules/workspace/server/identity-provider.factory.ts';
import { useNameServer as openNameServer } from '../server/testing/name-server.ts';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';
import { type Account, giorgi, mariam, workspace } from './support/people.ts';
import { startProduct } from './support/product.ts';
import { send } from './support/shared-product.ts';

const names = await openNameServer();
const provider = await openProvider('http://localhost/not/known/yet');

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function signIn(page: Page, { email, password }: Pick<Account, 'email' | 'password'>): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await heading(page, 'Sign in').waitFor();
}

journey(
  'the first run makes a workspace of a trade and its owner, who starts empty, signs out, comes back and takes the demo company',
  async ({ open }) => {
    const product = await startProduct();
    try {
      const page = await open('/companies', { as: null, url: product.url });
      await heading(page, 'Set up your workspace').waitFor();
      expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toContain('Yerevan');
      expect(await page.getByRole('combobox', { name: 'Currency' }).inputValue()).toContain('AMD');
      await page.getByRole('button', { name: 'Create workspace' }).click();
      await page.getByText('Fill this in.').first().waitFor();
      await page.getByLabel('Company name').fill('Ararat Trading');
      await page.getByRole('combobox', { name: 'Currency' }).fill('EUR');
      await page.getByRole('option', { name: /^EUR/ }).click();
      await page.getByLabel('Your name').fill(mariam.name);
      await page.getByLabel('Email').fill(mariam.email);
      await page.getByLabel('Password', { exact: true }).fill('short');
      await page.getByRole('button', { name: 'Create workspace' }).click();
      await page.getByText(/The password is too short/).waitFor();
      await page.getByLabel('Password', { exact: true }).fill(mariam.password);
      await page.getByRole('button', { name: 'Create workspace' }).click();
      await heading(page, 'What does your company do?').waitFor();
      await page.getByRole('radio', { name: /^Real estate/ }).check();
      await page.getByText('Properties, Viewings').waitFor();
      await page.getByRole('button', { name: 'Add and continue' }).click();
      await page.getByRole('button', { name: 'Start empty' }).click();
      await page.getByRole('link', { name: 'Properties' }).waitFor();
      await page
        .getByRole('region', { name: 'First steps' })
        .getByRole('link', { name: 'Invite a colleague' })
        .waitFor();
      // Of one person nobody needs to be told whose a deal is, nor who else there is, until there is somebody.
      await page.goto('/settings');
      await page.getByRole('link', { name: 'Invitations' }).waitFor();
      expect(await page.getByRole('link', { name: 'Members' }).count()).toBe(0);
      expect((await page.request.post('/api/v1/members', { data: { name: 'Vesela' } })).status()).toBe(201);
      await page.getByRole('link', { name: 'Members' }).waitFor();
      await page.getByRole('navigation', { name: 'Main navigation' }).getByText('Ararat Trading').waitFor();
      const session = await page.request.get('/api/v1/session');
      expect(await session.json()).toMatchObject({
        workspace: { name: 'Ararat Trading', language: 'en', currency: 'EUR', timeZone: 'Asia/Yerevan' },
        member: { name: mariam.name },
        role: 'owner',
      });
      await signOut(page);
      await page.goto('/set-up');
      await heading(page, 'Sign in').waitFor();
      await signIn(page, mariam);
      await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
      await page.goto('/set-up/data');
      await page.getByRole('button', { name: 'Demo data' }).click();
      await page.getByRole('status').getByText('Filling in the demo company').waitFor();
      await page.getByRole('status').getByText('The demo company is ready').waitFor({ timeout: 60_000 });
      await page.getByText(/^Companies: \d+ · People: \d+ · Deals: \d+$/).waitFor();
      await page.getByRole('button', { name: 'Open the workspace' }).click();
      await heading(page, 'My day').waitFor();
      await page.goto('/deals');
      await page.getByRole('region', { name: 'New enquiry', exact: true }).getByRole('group').first().waitFor();
      await page.close();
    } finally {
      await product.stop();
    }
  },
);

journey('whoever is not signed in signs in first and then sees what the link named', async ({ open }) => {
  const page = await open('/companies?sort=name', { as: null });
  await heading(page, 'Sign in').waitFor();
  // A manager of passwords pastes, and nothing stands in its way.
  await page.getByLabel('Email').fill('not the password');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+C');
  await page.getByLabel('Password', { exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+V');
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('not the password');
  await page.getByLabel('Email').fill(giorgi.email);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The email or the password is wrong.').waitFor();
  expect(await page.getByLabel('Email').inputValue()).toBe(giorgi.email);
  await signIn(page, giorgi);
  await heading(page, 'Companies').waitFor();
  expect(new URL(page.url()).search).toBe('?sort=name');
});

journey(
  'a company names its identity provider and proves its domain; its people come in by it, and nobody else',
  async ({ open }) => {
    const product = await startProduct({ OUTGOING_ALLOW: '127.0.0.1', NAME_SERVERS: names.address });
    try {
      const page = await open('/sign-in', { as: null, url: product.url });
      await send(page.request, '/api/v1/setup', { workspace, owner: mariam });
      await page.goto('/identity-provider');
      await page.getByLabel('Name on the button').fill('Ararat ID');
      await page.getByLabel('Address of the provider').fill(provider.issuer);
      await page.getByLabel('Client ID').fill(String(provider.clients[0]?.client_id));
      await page.getByLabel('Client secret').fill(String(provider.clients[0]?.client_secret));
      await page.locator('input:visible').and(page.getByLabel('Email domains')).fill('ararat.am');
      await page.keyboard.press('Enter');
      await page.getByLabel('Whoever signs in for the first time becomes a member').check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('none of its domains is proved').waitFor();
      provider.redirectUri = (await page.getByRole('main').locator('code').first().textContent()) ?? '';
      provider.rotate();
      await page.getByRole('button', { name: 'Check now' }).click();
      await page.getByText('The record is not there (yet)').waitFor();
      const record = await page.getByRole('textbox', { name: 'Name of the TXT record', exact: true }).inputValue();
      names.texts.set(record, [await page.getByRole('textbox', { name: 'Its text', exact: true }).inputValue()]);
      await page.getByRole('button', { name: 'Check now' }).click();
      await page.getByText('Proved', { exact: true }).waitFor();
      await signOut(page);

      provider.next = someone('mallory', { email: 'mallory@evil.example' });
      await page.getByRole('button', { name: 'Continue with Ararat ID' }).click();
      await page.getByText('are not let in by your company’s sign-in').waitFor();
      // The provider knows the browser again by its own cookie.
      await page.context().clearCookies({ domain: '127.0.0.1' });
      provider.next = someone('sona');
      await page.getByRole('button', { name: 'Continue with Ararat ID' }).click();
      await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
      const session = await page.request.get('/api/v1/session');
      expect(await session.json()).toMatchObject({ account: { email: 'sona@ararat.am' }, role: 'seller' });
      await page.close();
    } finally {
      await product.stop();
    }
  },
);

journey('a link to another website is not followed after signing in', async ({ open }) => {
  const page = await open('/sign-in?next=https%3A%2F%2Fevil.example%2F', { as: null });
  await signIn(page, giorgi);
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
  expect(new URL(page.url()).origin).toBe(inject('url'));
});

journey('signing out ends the session everywhere it could be used', async ({ open }) => {
  const page = await open('/sign-in', { as: null });
  await signIn(page, giorgi);
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
  const cookies = await page.context().storageState();
  await signOut(page);
  const later = await open('/companies', { as: cookies });
  await heading(later, 'Sign in').waitFor();
});

journey(
  'a passkey is made in the settings, and lets in without the password and after it',
  async ({ open, create }) => {
    const member = await create('members', { name: 'Arpi Keyholder' });
    const account = { email: `arpi.${member.id}@ararat-passkey.am`, password: 'nine plums ok' };
    const boss = await open('/sign-in');
    await send(boss.request, `/api/v1/members/${member.id}/account`, { ...account, role: 'seller' });

    const page = await open('/account/security', { as: null });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await signIn(page, account);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel('Name').fill('This computer');
    await page.getByLabel('Current password').fill(account.password);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.getByText('I have kept them').click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('listitem').filter({ hasText: 'This computer' }).getByText('not used yet').waitFor();

    await signOut(page);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await signOut(page);
    await signIn(page, account);
    await heading(page, 'Second step').waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await devtools.send('WebAuthn.disable');
    await boss.request.delete(`/api/v1/members/${member.id}`);
  },
);
