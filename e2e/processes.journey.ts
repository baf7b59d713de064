import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey('an owner begins with an example, switches it on, and a new lead brings a task', async ({ open, create }) => {
  const page = await open('/processes/new?example=lead');
  const name = `Called at once ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Title' }).fill('Call {{nothing}}');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('There is no field “nothing”').waitFor();
  await page.getByRole('textbox', { name: 'Title' }).fill('Call ');
  await page.getByRole('button', { name: 'Put in a field' }).first().click();
  await page.getByRole('menuitem', { name: 'Name', exact: true }).click();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('button', { name: 'Switch off' }).waitFor();
  const lead = `Levon ${Date.now()}`;
  const { id } = await create('leads', { name: lead });
  await page.getByRole('link', { name: 'Task', exact: true }).first().waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.goto(`/leads/${id}`);
  await page.getByText(`Call ${lead}`).first().waitFor();
  await page.goto('/processes');
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('button', { name: 'Switch on' }).waitFor();
});

journey('a manager is offered no processes', async ({ open }) => {
  const page = await open('/companies', { as: inject('giorgi') });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Members' }).first().waitFor();
  expect(await page.getByRole('link', { name: 'Processes' }).count()).toBe(0);
});
