import type { BrowserContext, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { journey } from './support/journey.ts';

/** What Mariam does meanwhile, past any page. */
async function change(page: Page, path: string, data: object): Promise<void> {
  const answer = await page.request.patch(`/api/v1/${path}`, { data });
  expect([path, answer.status()]).toEqual([path, 200]);
}

/** How many streams the pages of a browser have opened, and how many of them are still read. */
function countStreams(context: BrowserContext) {
  const count = { opened: 0, open: 0 };
  const isStream = (request: { url(): string }) => request.url().includes('/api/v1/stream');
  context.on('request', (request) => {
    if (!isStream(request)) return;
    count.opened++;
    count.open++;
  });
  for (const end of ['requestfinished', 'requestfailed'] as const)
    context.on(end as 'requestfinished', (request) => {
      if (isStream(request)) count.open--;
    });
  return count;
}

const live = (page: Page) => page.waitForResponse((answer) => answer.url().includes('/api/v1/stream'));

async function openLive(open: (address: string, screen: object) => Promise<Page>, address: string): Promise<Page> {
  const page = await open('/products', { as: inject('giorgi') });
  const connected = live(page);
  await page.goto(address);
  await connected;
  return page;
}

journey('what one person adds, renames and deletes shows on the list of another', async ({ open, create }) => {
  const mariam = await open('/products');
  const giorgi = await openLive(open, '/companies?search=Zangezur');
  await giorgi.getByText('Nothing').first().waitFor();
  const { id } = await create('companies', { name: 'Zangezur Copper' });
  const row = giorgi.getByRole('row').filter({ hasText: 'Zangezur' });
  await row.waitFor();
  await change(mariam, `companies/${id}`, { name: 'Zangezur Molybdenum' });
  await giorgi.getByRole('row').filter({ hasText: 'Zangezur Molybdenum' }).waitFor();
  await mariam.request.delete(`/api/v1/companies/${id}`);
  await row.waitFor({ state: 'detached' });
  const view = { noun: 'company', name: { en: 'Of the south' }, type: 'list', visibility: 'shared' };
  const added = await mariam.request.post('/api/v1/views', { data: view });
  await giorgi.getByRole('link', { name: 'Of the south' }).waitFor();
  await mariam.request.delete(`/api/v1/views/${(await added.json()).id}`);
  await giorgi.getByRole('link', { name: 'Of the south' }).waitFor({ state: 'detached' });
});

journey('a deal moved by one person moves on the board of another, with the sums', async ({ open, create }) => {
  const { id } = await create('deals', { name: 'Moving marble', amount: { amount: '4000', currency: 'EUR' } });
  const mariam = await open('/deals?view=board&search=Moving');
  const giorgi = await openLive(open, '/deals?view=board&search=Moving');
  const column = (name: string) => giorgi.getByRole('region', { name, exact: true });
  const card = (name: string) => column(name).getByRole('group', { name: 'Moving marble', exact: true });
  await card('Prospecting').waitFor();
  await mariam.getByRole('group', { name: 'Moving marble', exact: true }).focus();
  await mariam.keyboard.press('Shift+ArrowRight');
  await card('Engaging').waitFor();
  await expect.poll(() => column('Engaging').locator('header').textContent()).toContain('€4k');
  await change(mariam, `deals/${id}`, { amount: { amount: '5000', currency: 'EUR' } });
  await expect.poll(() => column('Engaging').locator('header').textContent()).toContain('€5k');
});

journey('a card follows others, and keeps the words of whoever is writing', async ({ open, create }) => {
  const { id } = await create('companies', { name: 'Sevan Fish', website: 'https://sevan.example' });
  const mariam = await open('/products');
  const giorgi = await openLive(open, `/companies/${id}`);
  await giorgi.getByRole('heading', { name: 'Sevan Fish' }).waitFor();
  await change(mariam, `companies/${id}`, { name: 'Sevan Trout' });
  await giorgi.getByRole('heading', { name: 'Sevan Trout' }).waitFor();
  await giorgi.getByText('Sevan Trout').nth(1).waitFor();

  await giorgi.getByRole('button', { name: 'Edit: Website', exact: true }).press('Enter');
  const input = giorgi.getByRole('textbox', { name: 'Website', exact: true });
  await input.fill('https://mine.example');
  await change(mariam, `companies/${id}`, { website: 'https://theirs.example' });
  const notice = giorgi.getByRole('alert').filter({ hasText: 'Somebody changed this meanwhile' });
  await notice.filter({ hasText: 'theirs.example' }).waitFor();
  expect(await input.inputValue()).toBe('https://mine.example');
  await notice.getByRole('button', { name: 'Keep mine' }).click();
  await notice.waitFor({ state: 'detached' });
  await input.press('Enter');
  await input.waitFor({ state: 'detached' });
  const saved = async () => (await giorgi.request.get(`/api/v1/companies/${id}`)).json();
  await expect.poll(saved).toMatchObject({ website: 'https://mine.example', name: 'Sevan Trout' });
});

journey('the tabs of a browser share one stream, which outlives the tab that had it', async ({ open, create }) => {
  const first = await openLive(open, '/companies?search=Tabbed');
  const context = first.context();
  const streams = countStreams(context);
  const connected = live(first);
  await first.reload();
  await connected;
  const second = await context.newPage();
  await second.goto('/companies?search=Tabbed');
  await second.getByText('Nothing').first().waitFor();
  await create('companies', { name: 'Tabbed One' });
  for (const page of [first, second]) await page.getByRole('row').filter({ hasText: 'Tabbed One' }).waitFor();
  expect(streams.opened).toBe(1);
  const takenOver = context.waitForEvent('request', (request) => /stream\?.*cursor=/.test(request.url()));
  await first.close();
  await takenOver;
  await create('companies', { name: 'Tabbed Two' });
  await second.getByRole('row').filter({ hasText: 'Tabbed Two' }).waitFor();
  expect(streams.opened).toBe(2);
});

journey('two people at one card see each other, and which field the other edits', async ({ open, create }) => {
  const { id } = await create('companies', { name: 'Lori Cheese' });
  const mariam = await open(`/companies/${id}`);
  await mariam.getByRole('heading', { name: 'Lori Cheese' }).waitFor();
  const giorgi = await openLive(open, `/companies/${id}`);
  await giorgi
    .getByRole('status')
    .filter({ hasText: 'Also looking at this: Mariam Sargsyan' })
    .waitFor({ state: 'attached' });
  const here = mariam.getByRole('status').filter({ hasText: 'Also looking at this: Giorgi Beridze' });
  await here.waitFor({ state: 'attached' });
  await giorgi.getByRole('button', { name: 'Edit: Website', exact: true }).press('Enter');
  await mariam.getByText('Giorgi Beridze is editing').waitFor();
  await giorgi.keyboard.press('Escape');
  await mariam.getByText('Giorgi Beridze is editing').waitFor({ state: 'detached' });
  await giorgi.goto('/companies');
  await here.waitFor({ state: 'detached' });
});
