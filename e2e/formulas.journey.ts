import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

const word = () =>
  Math.random()
    .toString(36)
    .replaceAll(/[^a-z]/g, '');

journey('an owner writes a formula, is told what is wrong with it and what it gives', async ({ open, create }) => {
  await create('companies', { name: `Halved ${word()}`, employees: 8 });
  const label = `Half ${word()}`;
  const page = await open('/fields?noun=company');
  await page.getByRole('button', { name: 'Add field' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add field' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(label);
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Formula', exact: true }).click();
  const formula = dialog.getByRole('textbox', { name: 'Formula' });
  await formula.fill('coalesce(employes, 0) / 2');
  await dialog.getByText('Did you mean “employees”?').waitFor();
  await formula.fill('coalesce(');
  await dialog.getByRole('combobox', { name: 'Insert a field' }).selectOption('employees');
  await formula.press('End');
  await formula.pressSequentially(', 0) / 2');
  await dialog.getByText(/^For “.+” this gives:/).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add field' }).click();
  const line = page.getByRole('listitem').filter({ hasText: label });
  expect(await line.getByRole('code').textContent()).toMatch(/^xHalf/);
});

journey('an owner gathers the deals of a company by choosing', async ({ open, create }) => {
  await create('companies', { name: `Gathered ${word()}` });
  const label = `Won ${word()}`;
  const page = await open('/fields?noun=company');
  await page.getByRole('button', { name: 'Add field' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add field' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(label);
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Roll-up', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Gather' }).click();
  await page.getByRole('option', { name: 'Deals (Company)' }).click();
  await dialog.getByRole('combobox', { name: 'What of them' }).click();
  await page.getByRole('option', { name: 'Sum', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Amount', exact: true }).click();
  await dialog.getByRole('switch', { name: 'In the workspace’s currency' }).check({ force: true });
  await dialog.getByRole('combobox', { name: 'At the rate of the day in' }).click();
  await page.getByRole('option', { name: 'Closed on', exact: true }).click();
  await dialog.getByText(/^For “.+” this gives:/).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await page.getByRole('listitem').filter({ hasText: label }).waitFor();
});
