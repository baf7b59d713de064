import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';
import type { Screen } from './support/windows.ts';
import { goWithin } from './support/within.ts';

type Create = (plural: string, record: object) => Promise<{ readonly id: string }>;

/** One record of each kind, so that no screen is empty; resolves to the addresses of their cards. */
async function furnish(create: Create): Promise<readonly string[]> {
  const company = await create('companies', {
    ...{ name: 'Kutaisi Ceramics', kinds: ['customer', 'supplier'], lifecycle: 'loyal', industry: 'manufacturing' },
    ...{ website: 'https://example.org', phones: [{ number: '+374 10 512300' }], description: 'Tiles\nand bricks' },
  });
  const person = await create('people', {
    ...{ name: { given: 'Nino', family: 'Lomidze' }, company: company.id, jobTitle: 'Buyer' },
    emails: [{ address: 'nino@example.org' }],
  });
  const product = await create('products', { name: 'Tile', price: { amount: '4.50', currency: 'EUR' } });
  const deal = await create('deals', {
    ...{ name: 'Tiles for the spa', company: company.id, people: [person.id], expectedCloseOn: '2025-03-05' },
    amount: { amount: '900', currency: 'USD' },
  });
  await create('deal-lines', {
    ...{ deal: deal.id, product: product.id, quantity: 200, price: { amount: '4.50', currency: 'USD' } },
  });
  await create('notes', { body: 'They want delivery before Easter.', deal: deal.id, pinned: true });
  await create('tasks', { title: 'Send samples', deal: deal.id, dueAt: '2025-03-01T09:00:00Z', priority: 'high' });
  return [`/companies/${company.id}`, `/people/${person.id}`, `/products/${product.id}`, `/deals/${deal.id}`];
}

const further = [
  '/deals?view=list',
  '/account/password',
  '/account/security',
  '/api/docs?of=deals',
  '/nowhere/at/all',
  '/companies?search=nothing-is-called-this',
];

interface Finding {
  readonly address: string;
  readonly violations: readonly string[];
  readonly overflow: number;
}

/** Every page the navigation and that of the settings lead to, the cards, and pages that only links lead to; what `examine` finds amiss there. */
async function visitAll(page: Page, cards: readonly string[], examine: Examine): Promise<readonly Finding[]> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  const links = await readNavigation(page);
  await goWithin(page, '/settings');
  const settings = await readNavigation(page);
  const findings: Finding[] = [];
  for (const address of new Set([...links, ...settings, ...cards, ...further])) {
    await goWithin(page, address);
    const violations = await examine(page, settings.includes(address) && !links.includes(address));
    findings.push({ address, violations, overflow: await page.evaluate(overflowOf) });
  }
  return findings.filter(({ violations, overflow }) => violations.length > 0 || overflow > 0);
}

type Examine = (page: Page, isOfSettings: boolean) => Promise<readonly string[]>;

const readNavigation = (page: Page) =>
  page
    .locator('nav')
    .first()
    .locator('a')
    .evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? '/').filter((address) => address !== '/'));
/** Pixels by which the document is larger than the window: the page scrolls within its frame. */
const overflowOf = () => {
  const { scrollWidth, scrollHeight } = document.documentElement;
  return Math.max(scrollWidth - window.innerWidth, scrollHeight - window.innerHeight);
};

/** A theme has the same elements in the same places: in the dark only colours are looked at once more. */
async function findInBothThemes(page: Page): Promise<readonly string[]> {
  const inTheLight = await findViolations(page);
  await changeTheme(page, 'dark');
  const inTheDark = await findViolations(page, 'colours');
  await changeTheme(page, 'light');
  return [...inTheLight, ...inTheDark.map((line) => `in the dark ${line}`)];
}

async function changeTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
}

const screens: readonly (readonly [string, Screen, Examine])[] = [
  ['in the light and in the dark', {}, findInBothThemes],
  // Settings are the same forms and lists there, in one column: they may run over the edge, which is looked at on each.
  [
    'on a phone',
    { width: 390, height: 844 },
    async (page, isOfSettings) => (isOfSettings ? [] : findViolations(page, 'elements')),
  ],
];

for (const [where, screen, examine] of screens) {
  journey(
    `no page has anything that axe objects to or runs over the edge, ${where}`,
    async ({ open, create }) => {
      const cards = await furnish(create);
      const page = await open('/companies', screen);
      expect(await visitAll(page, cards, examine)).toEqual([]);
    },
    240_000,
  );
}

journey(
  'forms, filters, menus and dialogs have nothing that axe objects to, in both themes',
  async ({ open }) => {
    const page = await open('/companies');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'New company' }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    expect(await findInBothThemes(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('combobox', { name: 'Comparison' }).waitFor();
    expect(await findInBothThemes(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).waitFor();
    expect(await findInBothThemes(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    expect(await findInBothThemes(page)).toEqual([]);
    const entrance = await open('/sign-in', { as: null });
    await entrance.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await findInBothThemes(entrance)).toEqual([]);
  },
  240_000,
);

journey('what is printed out of the dark is dark on white', async ({ open }) => {
  const page = await open('/companies', { dark: true });
  await page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor();
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  expect(dark).not.toBe('rgb(255, 255, 255)');
  await page.evaluate(() =>
    window.addEventListener('beforeprint', () => {
      document.title = getComputedStyle(document.body).backgroundColor;
    }),
  );
  await page.pdf();
  expect(await page.title()).toBe('rgb(255, 255, 255)');
  expect(await background()).toBe(dark);
});

journey('on a phone everything is within the thumb’s reach and large enough for it', async ({ open, create }) => {
  const [card = ''] = await furnish(create);
  const page = await open('/companies', { width: 390, height: 844 });
  const bar = page.getByRole('navigation', { name: 'Main navigation' });
  await bar.getByRole('link', { name: 'Leads' }).tap();
  await page.getByRole('heading', { level: 1, name: 'Leads' }).waitFor();
  await bar.getByRole('button', { name: 'More' }).tap();
  await page.getByRole('dialog').getByRole('link', { name: 'Products' }).tap();
  await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
  for (const address of ['/companies', '/deals?view=board', card]) {
    await goWithin(page, address);
    expect(await findSmallTargets(page), address).toEqual([]);
  }
});

/** Buttons and links of the navigation smaller than a thumb: 44 px one way or the other. */
function findSmallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, nav a')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1 && (box.height < 43.5 || box.width < 43.5))
      .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} ${box.width}×${box.height}`),
  );
}

journey(
  'the whole product is walked by keyboard: past the navigation, through a list, into a card',
  async ({ open, create }) => {
    await create('companies', { name: 'Walked Works' });
    const page = await open('/companies?search=Walked');
    await page.getByRole('grid').getByText('Walked Works').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Walked Works' }).waitFor();
    for (let steps = 0; steps < 40; steps += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(hasVisibleFocus), await page.evaluate(() => document.activeElement?.outerHTML)).toBe(
        true,
      );
    }
  },
);

/** What has the focus is on the screen and drawn as having it. */
function hasVisibleFocus(): boolean {
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body) return true;
  const box = activeElement.getBoundingClientRect();
  const style = getComputedStyle(activeElement);
  const isMarked =
    style.outlineStyle !== 'none' || style.boxShadow !== 'none' || activeElement.matches('input, textarea');
  return box.width > 0 && box.height > 0 && isMarked;
}

journey('a list that is searched in vain says so instead of vanishing', async ({ open }) => {
  const page = await open('/settings');
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Atlantis');
  await page.getByText('Nothing found').waitFor();
});
