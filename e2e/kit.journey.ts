import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { expect, vi } from 'vitest';
import { textParts } from '../tools/build/text-parts.ts';
import { browserTest as test } from './support/browser.ts';

/** The kit's own page with a pretended server. */
const root = path.resolve('web/kit/testing');
const deal = '01900005-0000-7000-8000-000000000003';
const company = '01900003-0000-7000-8000-000000000002';

let folder: string;
let server: Server;
let browser: Browser;
/** A window for the desk and one for the phone, which tests use one after another: a new one compiles everything anew. */
const pages = new Map<boolean, Page>();
let page: Page;

test.beforeAll(async ({ browser: shared }) => {
  browser = shared;
  folder = await mkdtemp(path.join(tmpdir(), 'rapport-kit-'));
  const output = { outDir: folder, emptyOutDir: true, minify: false, reportCompressedSize: false };
  vi.stubEnv('NODE_ENV', 'production');
  await build({ root, configFile: false, logLevel: 'error', plugins: [react(), textParts()], build: output });
  vi.unstubAllEnvs();
  server = createServer(async (request, response) => {
    const name = path.extname(request.url ?? '') ? (request.url ?? '') : '/index.html';
    response.setHeader('content-type', types[path.extname(name)] ?? 'application/octet-stream');
    const content = await readFile(path.join(folder, path.normalize(name))).catch(() => null);
    response.writeHead(content ? 200 : 404).end(content);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
}, 120_000);

test.afterAll(async () => {
  await Promise.all([...pages.values()].map((one) => one.context().close()));
  server?.close();
  if (folder) await rm(folder, { recursive: true });
});

test.afterEach(() => page?.evaluate(() => localStorage.clear()));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

interface Screen {
  readonly width?: number;
  readonly dark?: boolean;
}

async function open(address: string, { width = 1440, dark = false }: Screen = {}): Promise<void> {
  page = pages.get(width < 500) ?? (await openWindow(width < 500));
  await page.setViewportSize({ width, height: 844 });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}${address}`);
}

async function openWindow(isPhone: boolean): Promise<Page> {
  const context = await browser.newContext({ hasTouch: isPhone });
  const opened = await context.newPage();
  opened.setDefaultTimeout(30_000);
  pages.set(isPhone, opened);
  return opened;
}

async function findViolations(): Promise<readonly string[]> {
  await page.addScriptTag({ path: path.resolve('node_modules/axe-core/axe.min.js') });
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
    return (await axe.run()).violations.map(({ id }) => id);
  });
}

const edit = (field: string) => page.getByRole('button', { name: `Edit: ${field}` }).press('Enter');
const nameInput = () => page.getByRole('textbox', { name: 'Name' });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

/** Somebody else, elsewhere, changes the deal on the screen. */
const changeElsewhere = (patch: object) =>
  page.evaluate(
    ([id, values]) =>
      (window as unknown as { fixture: { changeDeal(id: string, patch: object): void } }).fixture.changeDeal(
        id,
        values,
      ),
    [deal, patch] as const,
  );

test('a long list is scrolled to its end with only the visible rows in the page', async () => {
  await open('/deals?sort=-createdAt');
  const grid = page.getByRole('grid', { name: 'Deals' });
  await grid.getByText('Deal 400').waitFor();
  const last = grid.getByText('Deal 1: Trading');
  for (let tries = 0; tries < 60 && (await last.count()) === 0; tries += 1) {
    await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.waitForTimeout(100);
  }
  expect(await last.count()).toBe(1);
  expect(await page.getByRole('row').count()).toBeLessThan(80);
}, 60_000);

test('a list is walked, selected from and opened by keys alone', async () => {
  await open('/deals');
  await page.getByText('Deal 400').waitFor();
  for (const key of ['j', 'j', 'x']) await page.keyboard.press(key);
  await page.getByText('1 selected').waitFor();
  expect(await page.getByRole('row', { selected: true }).textContent()).toContain('Deal 399');
  await page.keyboard.press('Enter');
  await heading('Deal 399').waitFor();
});

test('a link with order, search and filter shows the same list, told in plain words', async () => {
  const filter = JSON.stringify({ field: 'stage', op: 'is', value: '01900002-0000-7000-8000-000000000000' });
  await open(`/deals?sort=amount&search=Ceramics&filter=${encodeURIComponent(filter)}`);
  await page.getByRole('button', { name: 'Stage is New' }).waitFor();
  expect(await page.getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).toBe('ascending');
  expect(await page.getByRole('searchbox').inputValue()).toBe('Ceramics');
});

test('a field is edited in place; Escape leaves it, a refusal keeps what was typed', async () => {
  await open(`/deals/${deal}`);
  await edit('Name');
  await nameInput().fill('Renamed');
  await nameInput().press('Enter');
  await heading('Renamed').waitFor();
  await edit('Name');
  await nameInput().fill('Never mind');
  await nameInput().press('Escape');
  await edit('Name');
  await nameInput().fill('refuse');
  await nameInput().press('Enter');
  await page.getByText('This value is not accepted.').waitFor();
  expect(await nameInput().inputValue()).toBe('refuse');
  await heading('Renamed').waitFor();
});

test('today is the workspace’s wherever the browser is, and a day that can not be read stays in sight', async () => {
  const context = await browser.newContext({ timezoneId: 'America/New_York', locale: 'en-GB' });
  const before = page;
  page = await context.newPage();
  // Still the third in New York, half past midnight of the fourth in Yerevan.
  await page.clock.setFixedTime('2026-03-03T20:30:00Z');
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/deals/${deal}`);
  await edit('Expected close');
  const input = page.getByRole('textbox', { name: 'Expected close' });
  await input.fill('soonish');
  await input.press('Enter');
  await page.getByText(/^This is no date\. Write it as/).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await input.inputValue()).toBe('soonish');
  await input.fill('завтра');
  expect(await page.locator('[aria-current=date]').allTextContents()).toEqual(['4']);
  // The page here stands in no frame, and the calendar in none of its parts.
  expect((await findViolations()).filter((one) => one !== 'region')).toEqual([]);
  await input.press('Enter');
  await page.getByText('5 Mar 2026').first().waitFor();
  await edit('Expected close');
  await page.getByRole('button', { name: 'In a week' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('11 Mar 2026').first().waitFor();
  await context.close();
  page = before;
});

test('a change of another field meanwhile is no conflict; of the same one, the person decides', async () => {
  await open(`/deals/${deal}`);
  await edit('Name');
  await changeElsewhere({ urgent: true });
  await nameInput().fill('Merged');
  await nameInput().press('Enter');
  await heading('Merged').waitFor();
  await edit('Name');
  await changeElsewhere({ name: 'Theirs' });
  await nameInput().fill('Mine');
  await nameInput().press('Enter');
  await page.getByText('Somebody changed this meanwhile').waitFor();
  expect(await nameInput().inputValue()).toBe('Mine');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await heading('Mine').waitFor();
});

test('what is deleted comes back by undo, also after the card is left', async () => {
  await open(`/deals/${deal}`);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('1 record restored').waitFor();
});

test('a form shows what the server misses at its field, and what a picker does not find is made with the record', async () => {
  await open('/deals');
  await page.getByRole('button', { name: 'New deal' }).click();
  const create = page.getByRole('button', { name: 'Create', exact: true });
  await create.click();
  await page.getByText('Fill this in.').waitFor();
  await nameInput().fill('Brand new');
  await page.getByRole('combobox', { name: 'Company' }).fill('Totally New');
  await page.getByRole('option', { name: 'Create “Totally New”' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('New: it is created together with this record.').waitFor();
  await create.click();
  await heading('Brand new').waitFor();
  await page.getByRole('link', { name: 'Totally New' }).first().waitFor();
}, 40_000);

test('a card of the board goes to the next column by keys, keeps the focus and is announced', async () => {
  await open('/board');
  const card = page.getByRole('region', { name: 'New' }).getByRole('group').first();
  await card.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.getByText('“Deal 397: Ceramics” is now in “Qualified”.').waitFor({ state: 'attached' });
  const moved = page.getByRole('region', { name: 'Qualified' }).getByRole('group', { name: 'Deal 397: Ceramics' });
  await expect.poll(() => moved.evaluate((element) => element === document.activeElement)).toBe(true);
});

test.each([
  ['the list', '/deals', {}],
  ['the list in the dark on a phone', '/deals', { width: 390, dark: true }],
  ['the card', `/companies/${company}`, {}],
  ['the card in the dark', `/companies/${company}`, { dark: true }],
  ['the card on a phone', `/companies/${company}`, { width: 390 }],
  ['the board', '/board', {}],
] as const)(
  '%s has nothing that axe objects to and does not run over the edge',
  async (_what, address, screen) => {
    await open(address, screen);
    await page.getByRole('link').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await findViolations()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  },
  40_000,
);
