import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey('an owner drags a card and a form into shape, and goes back to the standard', async ({ open }) => {
  const page = await open('/layouts?noun=product&surface=form&role=owner');
  await page.getByRole('heading', { level: 1, name: 'Layouts' }).waitFor();
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByText('Code').waitFor();
  expect(await findViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Add section' }).click();
  await page.getByRole('region', { name: 'New section' }).getByRole('textbox').fill('In the books');
  const books = page.getByRole('region', { name: 'In the books' });
  const grip = page.getByRole('listitem').filter({ hasText: 'Code' }).locator('span').first();
  const [from, to] = [await grip.boundingBox(), await books.boundingBox()];
  if (!from || !to) throw new Error('Nothing to drag');
  await page.mouse.move(from.x + 30, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y + 30, { steps: 3 });
  await page.mouse.move(to.x + 80, to.y + to.height - 12, { steps: 6 });
  await page.mouse.up();
  await books.getByRole('listitem').filter({ hasText: 'Code' }).waitFor();
  // By the keyboard, as by any menu.
  await books.getByRole('button', { name: 'Move Code' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Do not show' }).press('Enter');
  await page.getByRole('region', { name: 'Not shown' }).getByRole('button', { name: 'Move Code' }).press('Enter');
  await page.getByRole('menuitem', { name: 'To In the books' }).press('Enter');
  await preview.getByRole('group', { name: 'In the books' }).getByText('Code').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Layout saved').waitFor();

  await page.goto('/products');
  await page.getByRole('button', { name: 'New product' }).first().click();
  await page
    .getByRole('dialog')
    .getByRole('group', { name: 'In the books' })
    .getByRole('textbox', { name: 'Code' })
    .waitFor();

  await page.goto('/layouts?noun=product&surface=form&role=owner');
  await page.getByRole('button', { name: 'Back to the standard' }).click();
  await page.getByText('The standard layout again').waitFor();
});
