import { type Page, request } from 'playwright-core';
import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';
import { mariam } from './support/people.ts';

const away = 'No connection: this is what was loaded here';

/** The questions whose answers the browser keeps, each as one text. */
function listKept(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('rapport');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('answers').objectStore('answers').getAllKeys();
          reading.onsuccess = () => resolve(reading.result.map(String));
          opening.result.close();
        };
      }),
  );
}

/** The files of the program that the browser keeps, as one text. */
const listProgram = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const files = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return files
      .flat()
      .map(({ url }) => url)
      .join('\n');
  });

/** Changes a field on the card, as a person does. */
async function change(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole('button', { name: `Edit: ${field}`, exact: true }).press('Enter');
  await page.getByRole('textbox', { name: field, exact: true }).fill(value);
  await page.getByRole('textbox', { name: field, exact: true }).press('Enter');
}

/** Writes into a cell of a list, as into a spreadsheet. */
async function changeCell(page: Page, title: string, field: string, value: string): Promise<void> {
  const row = page.getByRole('row', { name: title });
  const cell = row.getByRole('gridcell').and(page.locator(`[id$="-${field}"]`));
  const { width, height } = (await cell.boundingBox()) ?? { width: 0, height: 0 };
  await cell.click({ position: { x: width - 5, y: height - 5 } });
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
}

/** What Giorgi does meanwhile, where there is a network. */
async function changeElsewhere(id: string, data: object): Promise<void> {
  const giorgi = await request.newContext({ baseURL: inject('url'), storageState: inject('giorgi') });
  const answer = await giorgi.patch(`/api/v1/companies/${id}`, { data });
  expect(answer.status()).toBe(200);
  await giorgi.dispose();
}

journey(
  'what was seen opens without a network, what is changed there is sent later, and all of it leaves with who signs out',
  async ({ open, create }) => {
    // A second try must not meet what the first one changed.
    const place = `Vanadzor${Math.random().toString(36).slice(2, 8)}`;
    const company = await create('companies', { name: `${place} Wool`, description: 'Carpets for hotels' });
    const refuse = await create('companies', { name: `${place} Refuse` });
    const unseen = await create('companies', { name: `${place} Silk` });
    // With a session of one's own: others go on with the shared one.
    const page = await open(`/sign-in?next=%2Fcompanies%3Fsearch%3D${place}`, { as: null, keepsProgram: true });
    await page.getByLabel('Email').fill(mariam.email);
    await page.getByLabel('Password', { exact: true }).fill(mariam.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: `${place} Wool` }).click();
    await page.getByText('Carpets for hotels').first().waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    await expect.poll(() => listProgram(page)).toContain('/assets/texts-en-work-');
    for (const question of ['session', 'metadata', '"list",', `"one","${company.id}"`, `"changes","${company.id}"`])
      await expect.poll(async () => (await listKept(page)).join('\n')).toContain(question);

    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: `${place} Wool` }).waitFor();
    await page.getByText('Carpets for hotels').first().waitFor();
    await page.getByText(away).waitFor();
    await page.goto(`/companies?search=${place}`);
    await page.getByRole('link', { name: `${place} Wool` }).waitFor();
    await changeCell(page, `${place} Wool`, 'name', `${place} Felt`);
    await page.getByText('1 change waits to be sent').waitFor();
    await page
      .getByRole('row', { name: `${place} Refuse` })
      .getByRole('checkbox')
      .check();
    await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted on this device').waitFor();
    // Closed and opened again, the list is as it was left.
    await page.reload();
    await page.getByText('2 changes wait to be sent').waitFor();
    await page
      .getByRole('gridcell', { name: `${place} Felt` })
      .and(page.locator('[data-state=waiting]'))
      .waitFor();
    expect(await page.getByRole('link', { name: `${place} Refuse` }).count()).toBe(0);
    await page.goto(`/companies/${unseen.id}`);
    await page.getByText('The server cannot be reached').first().waitFor();

    await page.goto(`/companies/${company.id}`);
    await page.getByText(away).waitFor();
    await page.getByRole('heading', { level: 1, name: `${place} Felt` }).waitFor();
    await change(page, 'Website', 'https://wool.example');
    await page.getByText('3 changes wait to be sent').waitFor();
    await page.getByRole('textbox', { name: 'New note' }).fill('Said in the cellar');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByText('4 changes wait to be sent').waitFor();
    await page.reload();
    await page.getByText('4 changes wait to be sent').waitFor();
    await page.getByRole('heading', { level: 1, name: `${place} Felt` }).waitFor();
    const told = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem');
    await told.filter({ hasText: 'Said in the cellar' }).getByText('Waits for the network').waitFor();
    await changeElsewhere(company.id, { name: `${place} Linen`, description: 'Linen for hotels' });

    await page.context().setOffline(false);
    await page.getByText(away).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '2 changes wait, and one at least needs you' }).click();
    await page.getByText('Somebody changed this meanwhile').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Nothing waits on this device').waitFor();
    await page.goto(`/companies/${company.id}`);
    for (const value of ['wool.example', `${place} Felt`, 'Linen for hotels', 'Said in the cellar'])
      await page.getByText(value).first().waitFor();
    expect(await told.getByText('Waits for the network').count()).toBe(0);
    await page.goto(`/companies/${refuse.id}`);
    await page.getByText('In the bin since').waitFor();

    // Out of reach of the server, too, nothing stays behind; the session ends there as soon as it is reached.
    await page.context().setOffline(true);
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You are signed out on this device').waitFor();
    expect(await listKept(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.goto('/companies');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await listKept(page)).toEqual([]);
  },
);
