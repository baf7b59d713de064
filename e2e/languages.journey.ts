import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from './support/journey.ts';
import { goWithin } from './support/within.ts';

/** What a person of each language reads. Spaces between digits are narrow or unbreakable ones: they are compared as spaces. */
const readings = [
  {
    ...{ tag: 'en', name: 'English', companies: 'Companies', records: ['1 record', '5 records'] },
    ...{ closing: 'Expected close', month: /^March 2026$/, amount: '€1,234,567.50' },
  },
  {
    ...{ tag: 'ru', name: 'Русский', companies: 'Компании', records: ['1 запись', '5 записей'] },
    ...{ closing: 'Ожидаемое закрытие', month: /^март 2026 г\.$/i, amount: '1 234 567,50 €' },
  },
  {
    ...{ tag: 'bg', name: 'Български', companies: 'Фирми', records: ['1 запис', '5 записа'] },
    ...{ closing: 'Очаквано затваряне', month: /^март 2026 г\.$/i, amount: '1 234 567,50 €' },
  },
  {
    ...{ tag: 'hy', name: 'Հայերեն', companies: 'Ընկերություններ', records: ['1 գրառում', '5 գրառում'] },
    ...{ closing: 'Սպասվող փակում', month: /մարտ/i, amount: '1 234 567,50 €' },
  },
  {
    ...{ tag: 'ka', name: 'ქართული', companies: 'კომპანიები', records: ['1 ჩანაწერი', '5 ჩანაწერი'] },
    ...{ closing: 'მოსალოდნელი დახურვა', month: /^მარტი, 2026$/, amount: '1 234 567,50 €' },
  },
] as const;

const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? '';

journey('each language has its own words, plurals, months and numbers, and is kept', async ({ open, create }) => {
  // A second try must not count what the first one made.
  const word = `River${Math.random()
    .toString(36)
    .replaceAll(/[^a-z]/g, '')}`;
  for (const river of ['Rioni', 'Debed', 'Iskar', 'Arax', 'Volga'])
    await create('companies', { name: `${word} ${river}` });
  const { id } = await create('deals', {
    ...{ name: 'Bridge', expectedCloseOn: '2026-03-05', amount: { amount: '1234567.50', currency: 'EUR' } },
  });
  const page = await open(`/companies?search=${word}`);
  for (const { tag, name, companies, records, closing, month, amount } of readings) {
    await chooseLanguage(page, name);
    await page.getByRole('heading', { level: 1, name: companies }).waitFor();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(tag);
    await expect.poll(() => countOf(page)).toBe(records[1]);
    await page.getByRole('searchbox').fill(`${word} Arax`);
    await expect.poll(() => countOf(page)).toBe(records[0]);
    await page.goto(`/deals/${id}`);
    await page.getByRole('button', { name: new RegExp(closing) }).press('Enter');
    await page.getByRole('textbox', { name: closing }).click();
    const shownMonth = page.locator('.mantine-DateInput-calendarHeaderLevel');
    await shownMonth.waitFor();
    expect(plain(await shownMonth.textContent())).toMatch(month);
    expect(plain(await page.getByRole('article').textContent())).toContain(amount);
    await goWithin(page, `/companies?search=${word}`);
  }
  // It is hers wherever she signs in: other journeys read English.
  const kept = page.waitForResponse('**/api/v1/session/language');
  await chooseLanguage(page, 'English');
  expect((await kept).ok()).toBe(true);
});

async function chooseLanguage(page: Page, name: string): Promise<void> {
  await page.locator('header').first().getByRole('button').last().click();
  await page.getByRole('menuitemradio', { name }).click();
}

/** What a screen reader says beside the heading: "5 records". */
async function countOf(page: Page): Promise<string> {
  return plain(await page.locator('header:has(> * > h1) > [aria-live] span:last-child').textContent());
}

journey('the theme follows the system until one is chosen, and the choice is kept', async ({ open }) => {
  const page = await open('/companies', { dark: true });
  const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await scheme()).toBe('dark');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  await expect.poll(scheme).toBe('light');
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await scheme()).toBe('light');
});
