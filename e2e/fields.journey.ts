import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey('an owner adds a field, and it is in the form, on the card and in the filter at once', async ({ open }) => {
  const page = await open('/fields?noun=company');
  await page.getByRole('heading', { level: 1, name: 'Fields' }).waitFor();
  // A second try must not meet what the first one made.
  const label = `Window ${Math.random()
    .toString(36)
    .replaceAll(/[^a-z]/g, '')}`;
  await page.getByRole('button', { name: 'Add field' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add field' });
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await dialog.getByText('Fill this in.').first().waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(label);
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Choice', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Option 1' }).fill('Before noon');
  await dialog.getByRole('textbox', { name: 'Option 2' }).fill('After noon');
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add field' }).click();
  const name = await page.getByRole('listitem').filter({ hasText: label }).getByRole('code').textContent();
  expect(name).toMatch(/^xWindow/);

  await page.goto('/companies');
  await page.getByRole('button', { name: 'New company' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(`Punctual ${label}`);
  await form.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: 'Before noon' }).click();
  await form.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { level: 1, name: `Punctual ${label}` }).waitFor();
  await page.getByText('Before noon').first().waitFor();
  const filter = JSON.stringify({ field: name, op: 'is', value: 'beforeNoon' });
  await page.goto(`/companies?filter=${encodeURIComponent(filter)}`);
  await page.getByRole('grid').getByText(`Punctual ${label}`).waitFor();
});

journey('a manager is offered no fields to change', async ({ open }) => {
  const page = await open('/companies', { as: inject('giorgi') });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Members' }).first().waitFor();
  expect(await page.getByRole('link', { name: 'Fields' }).count()).toBe(0);
});

journey('an owner calls a field otherwise and has it shown only where it matters', async ({ open }) => {
  const page = await open('/fields?noun=company');
  await page.getByRole('button', { name: 'Names and conditions of Website' }).click();
  const drawer = page.getByRole('dialog', { name: 'Website: names and conditions' });
  await drawer.getByRole('textbox', { name: 'Called here' }).fill('Home page');
  await drawer.getByRole('radiogroup', { name: 'Shown' }).getByText('Only when …').click();
  await drawer.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Industry', exact: true }).click();
  await drawer.getByRole('combobox', { name: 'Value' }).click();
  await page.getByRole('option', { name: 'Retail' }).click();
  expect(await findViolations(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Shown when Industry is Retail').waitFor();

  await page.goto('/companies');
  await page.getByRole('button', { name: 'New company' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
  const more = form.getByRole('button', { name: /more/i });
  if (await more.count()) await more.click();
  expect(await form.getByRole('textbox', { name: 'Home page' }).count()).toBe(0);
  await form.getByRole('combobox', { name: 'Industry' }).click();
  await page.getByRole('option', { name: 'Retail' }).click();
  await form.getByRole('textbox', { name: 'Home page' }).waitFor();

  await page.goto('/fields?noun=company');
  await page.getByRole('button', { name: 'Names and conditions of Home page' }).click();
  await page.getByRole('button', { name: 'As it came' }).click();
  await page.getByRole('button', { name: 'Names and conditions of Website' }).waitFor();
});
