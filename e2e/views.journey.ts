import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

const showAs = async (page: Page, type: string) => {
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: type }).check();
  await page.keyboard.press('Escape');
};

journey('what is shown is kept as a view, changed, put back and shown to others', async ({ open, create }) => {
  for (const name of ['Alder sawmill', 'Birch sawmill']) await create('companies', { name, employees: 20 });
  const filter = { field: 'name', op: 'contains', value: 'sawmill' };
  const page = await open(`/companies?sort=name&filter=${encodeURIComponent(JSON.stringify(filter))}`);
  await page.getByText('Alder sawmill').waitFor();
  await page.getByRole('button', { name: 'View menu' }).click();
  await page.getByRole('menuitem', { name: 'Save as a new view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Sawmills');
  await page.getByRole('dialog').getByText('Companies where Name contains “sawmill”.').waitFor();
  await page.getByRole('radio', { name: 'Everybody' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: 'Sawmills' }).waitFor();
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').first().click();
  await page.getByText('Unsaved changes').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByText('Unsaved changes').waitFor({ state: 'hidden' });
  const other = await open('/companies?saved=all', { as: inject('giorgi') });
  await other.getByRole('link', { name: 'Sawmills' }).waitFor();
  await other.keyboard.press('2');
  await other.getByRole('button', { name: 'Name contains “sawmill”' }).waitFor();
});

journey('a list is a board, groups with totals, a gallery and a list again', async ({ open, create }) => {
  for (const [name, lifecycle] of [
    ['Sluice one', 'prospect'],
    ['Sluice two', null],
  ] as const)
    await create('companies', { name, lifecycle });
  const page = await open('/companies?search=Sluice');
  await page.getByText('Sluice one').waitFor();
  await showAs(page, 'Board');
  const card = page.getByRole('region', { name: 'Prospect', exact: true }).getByRole('group', { name: 'Sluice one' });
  await card.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect
    .poll(() => page.getByRole('region', { name: 'Prospect', exact: true }).locator('header').textContent())
    .toMatch(/0$/);
  await showAs(page, 'Groups with totals');
  const groups = page.getByRole('region', { name: 'Groups with totals' });
  await groups.getByRole('button', { name: 'None' }).click();
  await groups.getByRole('cell', { name: 'Sluice two' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await groups.getByRole('link', { name: 'None: show 1 record' }).click();
  await page.getByRole('grid').getByText('Sluice two').waitFor();
  expect(await page.getByRole('grid').getByText('Sluice one').count()).toBe(0);
});

journey('a task goes to another day of the calendar by keys, and back by undo', async ({ open, create }) => {
  const { id } = await create('tasks', { title: 'Weigh the barley', dueAt: '2031-05-14T06:00:00Z' });
  const calendar = encodeURIComponent(JSON.stringify({ start: 'dueAt' }));
  const page = await open(`/tasks?as=calendar&day=2031-05-01&calendar=${calendar}`);
  const on = (day: string) =>
    page.getByRole('listitem', { name: day }).getByRole('button', { name: 'Weigh the barley' });
  await on('14 May 2031').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await on('15 May 2031').waitFor();
  const dueAt = async () => (await (await page.request.get(`/api/v1/tasks/${id}`)).json()).dueAt;
  await expect.poll(dueAt).toMatch(/^2031-05-15T06:00/);
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await on('14 May 2031').waitFor();
  await expect.poll(dueAt).toMatch(/^2031-05-14T06:00/);
});

journey('in the hours of a week a task goes to another time by keys and by drag', async ({ open, create }) => {
  const { id } = await create('tasks', { title: 'Turn the malt', dueAt: '2032-05-12T06:00:00Z' });
  await create('tasks', { title: 'Stir the mash', dueAt: '2032-05-12T06:10:00Z' });
  const calendar = encodeURIComponent(JSON.stringify({ start: 'dueAt' }));
  const page = await open(`/tasks?as=calendar&span=week&day=2032-05-12&calendar=${calendar}`);
  const on = (day: string) => page.getByRole('list', { name: day }).getByRole('button', { name: 'Turn the malt' });
  const dueAt = async () => (await (await page.request.get(`/api/v1/tasks/${id}`)).json()).dueAt;
  await on('12 May 2032').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(dueAt).toMatch(/^2032-05-12T06:15/);
  await page.keyboard.press('Shift+ArrowRight');
  await on('13 May 2032').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Turn the malt');
  await expect.poll(dueAt).toMatch(/^2032-05-13T06:15/);
  expect(await findViolations(page)).toEqual([]);

  const box = await on('13 May 2032').boundingBox();
  if (!box) throw new Error('The task is not in sight');
  const hour = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 3);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 20, { steps: 4 });
  await page.mouse.move(x, y + 2 * hour, { steps: 4 });
  await page.mouse.up();
  await expect.poll(dueAt).toMatch(/^2032-05-13T08:15/);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(dueAt).toMatch(/^2032-05-13T06:15/);
});
