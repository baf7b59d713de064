import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';
import { goWithin } from './support/within.ts';

journey('an owner adds a trade, finds what it brought, and takes it back', async ({ open }) => {
  const page = await open('/trades');
  const trade = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Travel agency', exact: true }) });
  const find = page.getByRole('textbox', { name: 'Find a trade' });
  await find.fill('no such trade');
  await page.getByText('No such trade.', { exact: false }).waitFor();
  expect(await trade.count()).toBe(0);
  await find.fill('agency TRAVEL');
  await trade.getByRole('button', { name: 'See what it adds: Travel agency' }).click();
  const dialog = page.getByRole('dialog', { name: 'Travel agency: what is added' });
  await dialog.getByRole('heading', { name: 'Pipelines' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add to the workspace' }).click();
  await trade.getByText('Added', { exact: true }).waitFor();

  await goWithin(page, '/x-tours');
  await page.getByRole('button', { name: 'Add: Tour' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Resort or city' }).waitFor();
  await page.keyboard.press('Escape');
  await goWithin(page, '/deals?view=board');
  await page.getByRole('combobox', { name: 'Pipeline' }).click();
  await page.getByRole('option', { name: 'Tour sales' }).waitFor();
  await page.keyboard.press('Escape');
  const narrow = await open('/trades', { width: 390, height: 844, dark: true });
  await narrow.getByRole('heading', { name: 'Travel agency', exact: true }).waitFor();
  expect(await findViolations(narrow)).toEqual([]);

  // The notice that offers to take it back goes away; the page of versions keeps the way.
  await goWithin(page, '/configuration');
  await page
    .getByRole('button', { name: /What can be done/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Undo this change' }).click();
  await page
    .getByRole('dialog', { name: /Undo version/ })
    .getByRole('button', { name: 'Undo' })
    .click();
  await page.getByText(/^Changed: \d/).waitFor();
  await goWithin(page, '/trades');
  await trade.getByRole('button', { name: 'See what it adds: Travel agency' }).waitFor();
  const { nouns } = await (await page.request.get('/api/v1/metadata')).json();
  // Nothing is dropped: what it brought is kept, given up, in case it comes back.
  const tour = nouns.find(({ name }: { readonly name: string }) => name === 'xTour');
  expect(tour).toMatchObject({ retired: true });

  const stages = await (await page.request.get('/api/v1/stages?limit=200')).json();
  const engaging = stages.items.find(({ name }: { readonly name: string }) => name === 'Engaging');
  const headers = { origin: inject('url') };
  await page.request.patch(`/api/v1/stages/${engaging.id}`, { data: { color: 'lime' }, headers });
  await page.getByRole('button', { name: 'As shipped… The standard pipeline' }).click();
  const restoring = page.getByRole('dialog', { name: 'The standard pipeline: restore as shipped' });
  await restoring.getByRole('checkbox', { name: /^Bring in: Engaging/ }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await restoring.getByRole('button', { name: 'Restore', exact: true }).click();
  await restoring.waitFor({ state: 'hidden' });
  const after = await (await page.request.get(`/api/v1/stages/${engaging.id}`)).json();
  expect(after.color).toBe('blue');
  await goWithin(page, `/stages/${engaging.id}`);
  const main = page.getByRole('main');
  await main.getByText('Probability').first().waitFor();
  expect(await main.getByText('preset.', { exact: false }).allInnerTexts()).toEqual([]);
});

journey('a manager who opens the page of trades is told that it is not for managers', async ({ open }) => {
  const page = await open('/trades', { as: inject('giorgi') });
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('button', { name: /See what it adds/ }).count()).toBe(0);
});
