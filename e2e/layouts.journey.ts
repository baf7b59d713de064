import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { dragToEnd } from './support/drag.ts';
import { journey } from './support/journey.ts';

journey('an owner drags a card and a form into shape, and goes back to the standard', async ({ open }) => {
  // High enough that the bar with the acts lies over no button.
  const page = await open('/layouts?noun=product&surface=form&role=owner', { height: 1600 });
  await page.getByRole('heading', { level: 1, name: 'Layouts' }).waitFor();
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByText('Code').waitFor();
  expect(await findViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Add section' }).click();
  await page.getByRole('region', { name: 'New section' }).getByRole('textbox').fill('In the books');
  const books = page.getByRole('region', { name: 'In the books' });
  const grip = page.getByRole('listitem').filter({ hasText: 'Code' }).locator('span').first();
  await dragToEnd(page, grip, books);
  await books.getByRole('listitem').filter({ hasText: 'Code' }).waitFor();
  // By the keyboard, as by any menu.
  await books.getByRole('button', { name: 'Move Code' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Do not show' }).press('Enter');
  await page.getByRole('region', { name: 'Not shown' }).getByRole('button', { name: 'Move Code' }).press('Enter');
  await page.getByRole('menuitem', { name: 'To In the books' }).press('Enter');
  await preview.getByRole('group', { name: 'In the books' }).getByText('Code').waitFor();
  await page.getByRole('combobox', { name: 'Language of the names' }).click();
  await page.getByRole('option', { name: 'ქართული' }).click();
  await books.getByRole('textbox').fill('წიგნებში');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Layout saved').waitFor();

  await page.goto('/products#new');
  const form = page.getByRole('dialog');
  await form.getByRole('group', { name: 'In the books' }).getByRole('textbox', { name: 'Code' }).waitFor();
  const georgian = await open('/products#new', { language: 'ka' });
  await georgian.evaluate(() => localStorage.setItem('rapport.language', 'ka'));
  await georgian.reload();
  await georgian.getByRole('dialog').getByRole('group', { name: 'წიგნებში' }).getByRole('textbox').first().waitFor();

  await page.goto('/layouts?noun=product&surface=form&role=owner');
  await page.getByRole('button', { name: 'Back to the standard' }).click();
  await page.getByText('The standard layout again').waitFor();
});

journey('an owner groups the navigation, and somebody arranges their own workplace within it', async ({ open }) => {
  const word = Math.random()
    .toString(36)
    .replaceAll(/[^a-z]/g, '');
  // All of it in sight: near an edge a drag would scroll.
  const page = await open('/appearance', { height: 1700 });
  await page.getByRole('button', { name: 'Add group' }).click();
  await page.getByRole('textbox', { name: 'Name of the group' }).last().fill(`Desk ${word}`);
  const desk = page.getByRole('region', { name: `Group Desk ${word}` });
  const grip = page.getByRole('listitem').filter({ hasText: 'Notes' }).locator('span').first();
  await desk.waitFor();
  await dragToEnd(page, grip, desk);
  await desk.getByRole('listitem').filter({ hasText: 'Notes' }).waitFor();
  await desk.getByRole('button', { name: 'Move Notes' }).press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Shown to: Viewer' }).press('Enter');
  await page.keyboard.press('Escape');
  await desk.getByText('Not shown to: Viewer').waitFor();
  await page.getByRole('button', { name: 'Move Products' }).press('Enter');
  await page.getByRole('menuitem', { name: `To Desk ${word}` }).press('Enter');
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByText('Appearance saved').waitFor();

  // Somebody of her own, so that nobody else's screen is arranged anew.
  const lusine = { email: `lusine-${word}@ararat.example`, password: 'seven red apples' };
  const post = async (path: string, data: object) => (await page.request.post(`/api/v1${path}`, { data })).json();
  const { id } = await post('/members', { name: 'Lusine', role: 'seller' });
  await post(`/members/${id}/account`, { ...lusine, role: 'seller' });
  const hers = await open('/sign-in', { as: null });
  await hers.getByLabel('Email').fill(lusine.email);
  await hers.getByLabel('Password', { exact: true }).fill(lusine.password);
  await hers.getByRole('button', { name: 'Sign in', exact: true }).click();
  const navigation = hers.getByRole('navigation', { name: 'Main navigation' });
  const links = navigation.getByRole('region', { name: `Desk ${word}` }).getByRole('link');
  await links.first().waitFor();
  expect(await links.allInnerTexts()).toEqual(['Notes', 'Products']);
  await hers.goto('/companies?sort=-name');
  const menu = hers.getByRole('button', { name: /Lusine/ });
  await menu.click();
  await hers.getByRole('menuitem', { name: 'Start with this page' }).click();
  await hers.getByText('From now on this page opens first.').waitFor();
  await menu.click();
  await hers.getByRole('menuitem', { name: 'My workplace' }).click();
  await hers.getByText('Compact', { exact: true }).click();
  await hers.getByRole('button', { name: 'Move Products' }).press('Enter');
  await hers.getByRole('menuitem', { name: 'Up', exact: true }).press('Enter');
  await hers.getByRole('button', { name: 'Move Notes' }).press('Enter');
  await hers.getByRole('menuitem', { name: 'Do not show to me' }).press('Enter');
  await hers.getByText('Not shown to you').waitFor();
  expect(await findViolations(hers)).toEqual([]);
  await expect
    .poll(async () => (await (await hers.request.get('/api/v1/metadata')).json()).appearance.own.navigation?.hidden)
    .toEqual(['/notes']);
  await hers.goto('/');
  await hers.getByRole('heading', { level: 1, name: 'Companies' }).waitFor();
  expect(new URL(hers.url()).searchParams.get('sort')).toContain('-name');
  expect(await links.allInnerTexts()).toEqual(['Products']);
  expect(await hers.evaluate(() => document.documentElement.dataset.density)).toBe('compact');

  await page.getByRole('button', { name: 'As Rapport came' }).click();
  await page.getByRole('region', { name: `Group Desk ${word}` }).waitFor({ state: 'detached' });
});
