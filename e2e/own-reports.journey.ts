import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey(
  'somebody builds a report, keeps it, changes it, opens its records, and takes its deletion back',
  async ({ open, create }) => {
    const region = `Region ${Date.now()}`;
    const name = `By industry, ${region}`;
    for (const industry of ['software', 'software', 'retail'])
      await create('companies', { name: `${region} ${industry} ${Math.random()}`, industry });
    const page = await open('/reports/new?noun=company', { as: inject('giorgi') });
    await page.getByRole('button', { name: 'Narrow the report: Only these: Companies' }).click();
    await page.getByRole('textbox', { name: 'Value' }).fill(region);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('definition').getByRole('link', { name: '3', exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Group by' }).click();
    await page.getByRole('option', { name: 'Industry', exact: true }).click();
    const table = page.getByRole('table', { name: 'Records – by Industry' });
    await table
      .getByRole('row', { name: /Software/ })
      .getByRole('link', { name: '2', exact: true })
      .waitFor();
    await page.getByRole('radio', { name: 'Shares' }).check();
    await table.getByText('66.7%').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('radio', { name: 'Table' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Reset' }).waitFor({ state: 'detached' });
    await table
      .getByRole('row', { name: /Software/ })
      .getByRole('link', { name: '2', exact: true })
      .click();
    await page.getByText(`${region} software`).first().waitFor();
    expect(await page.getByText(`${region} retail`).count()).toBe(0);
    await page.goto('/reports');
    await page.getByRole('searchbox', { name: 'Search reports' }).fill(region);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: 'Report menu' }).click();
    await page.getByRole('menuitem', { name: 'Delete the report' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name }).waitFor();
  },
);
