import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from './support/journey.ts';

const grid = (page: Page) => page.getByRole('grid');
const titles = (page: Page) => grid(page).locator('[role=row] [role=gridcell]:nth-child(2)').allTextContents();

const mills = [
  { name: 'Gristmill Anahit', kinds: ['customer'], employees: 40 },
  { name: 'Gristmill Bezhan', kinds: ['customer', 'supplier', 'partner'], employees: 900 },
  { name: 'Gristmill Vardan', kinds: ['supplier'], employees: 120 },
];

journey(
  'a list is sorted by its headers, its columns line up, and the address shows it again to others',
  async ({ open, create }) => {
    for (const mill of mills) await create('companies', mill);
    const page = await open('/companies?search=Gristmill');
    await grid(page).getByText('Gristmill Vardan').waitFor();
    const header = page.getByRole('columnheader', { name: 'Name' });
    await header.getByRole('button').click();
    await expect.poll(() => titles(page)).toEqual(['Gristmill Anahit', 'Gristmill Bezhan', 'Gristmill Vardan']);
    await header.getByRole('button').click();
    await expect.poll(() => titles(page)).toEqual(['Gristmill Vardan', 'Gristmill Bezhan', 'Gristmill Anahit']);
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect(await findLeftEdges(page)).toHaveLength(1);
    const again = await open(page.url());
    await expect.poll(() => titles(again)).toEqual(['Gristmill Vardan', 'Gristmill Bezhan', 'Gristmill Anahit']);
    expect(await again.getByRole('searchbox').inputValue()).toBe('Gristmill');
    await again.getByRole('button', { name: 'More', exact: true }).click();
    const download = again.waitForEvent('download');
    await again.getByRole('menuitem', { name: 'Export the columns shown (CSV)' }).click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n');
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      'Name',
      'Gristmill Vardan',
      'Gristmill Bezhan',
      'Gristmill Anahit',
    ]);
  },
);

journey(
  'a first page comes in few files and less than 300 kB of script, also where numbers and dates are brought along',
  async ({ open, create }) => {
    // Another for each try.
    const name = `Loaded ${Math.random().toString(36).slice(2)} Mill`;
    await create('companies', { name });
    for (const language of ['en', 'hy', 'ka']) {
      const page = await open(`/companies?search=${encodeURIComponent(name)}`, { language });
      await page.evaluate((chosen) => localStorage.setItem('rapport.language', chosen), language);
      await page.reload();
      await grid(page).getByText(name).waitFor();
      const scripts = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          // Words for what goes wrong come after the first page, three seconds later.
          .filter(({ name }) => name.endsWith('.js') && !/texts-\w+-errors-/.test(name))
          .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize),
      );
      expect(scripts.length, language).toBeLessThanOrEqual(8);
      const bytes = scripts.reduce((sum, one) => sum + one);
      expect(bytes, language).toBeLessThan(300_000);
      // Nothing measured would be little as well.
      expect(bytes, language).toBeGreaterThan(100_000);
    }
  },
);

journey(
  'what a first page shows is asked for once: the stream goes on from where the session was read',
  async ({ open, create }) => {
    await create('companies', { name: 'Once Asked Mill' });
    const page = await open('/tasks');
    const address = new URL('/companies?search=Once+Asked', page.url()).href;
    // What the page before this one still asks is not meant.
    await page.goto('about:blank');
    const asked: string[] = [];
    page.on('request', (request) => /\/api\/v1\/(?!stream|presence)/.test(request.url()) && asked.push(request.url()));
    const stream = page.waitForResponse((response) => response.url().includes('/api/v1/stream?cursor='));
    await page.goto(address);
    await grid(page).getByText('Once Asked Mill').waitFor();
    await stream;
    // As long as a renewal would be put off.
    await page.waitForTimeout(2_500);
    expect(asked.filter((url, index) => asked.indexOf(url) !== index)).toEqual([]);
    expect(asked.some((url) => url.includes('/companies?'))).toBe(true);
  },
);

/** Where the columns begin, once for each different way found among the rows and the header. */
function findLeftEdges(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll('[role=grid] [role=row]')];
    return [...new Set(rows.map((row) => [...row.children].map((cell) => cell.getBoundingClientRect().left).join()))];
  });
}

journey(
  'a filter is built out of conditions, told in words, kept in the address and taken off again',
  async ({ open, create }) => {
    await create('companies', { name: 'Filter Dzoraget', kinds: ['customer'], employees: 12 });
    await create('companies', { name: 'Filter Debed', kinds: ['customer'], employees: 250 });
    const page = await open('/companies?search=Filter');
    await grid(page).getByText('Filter Debed').waitFor();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('combobox', { name: 'Field' }).click();
    await page.getByRole('option', { name: 'Employees', exact: true }).click();
    await drawer.getByRole('combobox', { name: 'Comparison' }).selectOption('greaterThan');
    await drawer.getByRole('textbox', { name: 'Value' }).fill('100');
    await drawer.getByRole('button', { name: 'Show' }).click();
    await expect.poll(() => titles(page)).toEqual(['Filter Debed']);
    await page.getByRole('button', { name: 'Employees is greater than 100' }).waitFor();
    const again = await open(page.url());
    await expect.poll(() => titles(again)).toEqual(['Filter Debed']);
    await page.getByRole('button', { name: /^Remove/ }).click();
    await grid(page).getByText('Filter Dzoraget').waitFor();
  },
);

journey('columns are chosen and moved, and what matches nothing says so', async ({ open, create }) => {
  await create('companies', { name: 'Columns of Garni', taxId: '00123456' });
  const page = await open('/companies?search=Garni');
  await grid(page).getByText('Columns of Garni').waitFor();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Tax ID' }).check();
  await page.getByRole('checkbox', { name: 'Industry' }).uncheck();
  await page.keyboard.press('Escape');
  await grid(page).getByText('00123456').waitFor();
  expect(await page.getByRole('columnheader', { name: 'Industry' }).count()).toBe(0);
  await page.getByRole('searchbox').fill('no company is called this');
  await page.getByText('Nothing matches').waitFor();
  await page.getByRole('button', { name: 'Clear filter and search' }).click();
  await grid(page).getByText('Columns of Garni').waitFor();
});

journey('names are found across scripts', async ({ open, create }) => {
  await create('companies', { name: 'Հայկ Շինարարություն' });
  await create('companies', { name: 'Иванов и сыновья' });
  const page = await open('/companies?search=Hayk');
  await grid(page).getByText('Հայկ Շինարարություն').waitFor();
  await page.getByRole('searchbox').fill('Ivanov');
  await grid(page).getByText('Иванов и сыновья').waitFor();
  await page.getByRole('button', { name: /^Search/ }).click();
  await page.getByRole('dialog').getByRole('combobox').fill('haik shinararutyun');
  await page.getByRole('dialog').getByText('Հայկ Շինարարություն').first().waitFor();
});

journey('the search forgives a typing error in each word, and says that it did', async ({ open, create }) => {
  await create('companies', { name: 'Dilijan Carpentry' });
  const page = await open('/companies');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search' }).fill('dlijan carpentri');
  await page.getByText('Nothing is spelled “dlijan carpentri”. This differs in one letter.').waitFor();
  await page.getByRole('option', { name: 'Dilijan Carpentry' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dilijan Carpentry' }).waitFor();
});
