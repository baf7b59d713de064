import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Page, request } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from './support/journey.ts';
import { mariam, workspace } from './support/people.ts';
import { startProduct } from './support/product.ts';
import { send } from './support/shared-product.ts';

const folder = path.resolve('../shared/data/maven-crm');
const hasData = existsSync(folder);

interface Sheet {
  readonly file: string;
  readonly noun: string;
  /** Columns whose field the product is not sure of, and what the person chooses. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly rows: number;
}

const sheets: readonly Sheet[] = [
  { file: 'accounts.csv', noun: 'Companies', rows: 85 },
  { file: 'products.csv', noun: 'Products', rows: 7 },
  { file: 'sales_teams.csv', noun: 'Members', rows: 35 },
  { file: 'sales_pipeline.csv', noun: 'Deals', rows: 8800 },
];

journey.skipIf(!hasData)(
  `a company brings its CRM in by the browser and sees its true figures${hasData ? '' : ' (skipped: no data)'}`,
  async ({ open }) => {
    const product = await startProduct();
    try {
      const owner = await request.newContext({ baseURL: product.url });
      await send(owner, '/api/v1/setup', { workspace: { ...workspace, currency: 'USD' }, owner: mariam });
      const page = await open('/import', { url: product.url, as: await owner.storageState() });
      for (const sheet of sheets) await bringIn(page, sheet);
      await readReport(page);
      await page.close();
    } finally {
      await product.stop();
    }
  },
  600_000,
);

async function bringIn(page: Page, { file, noun, columns = {}, rows }: Sheet): Promise<void> {
  await page.goto('/import');
  await page.getByRole('radiogroup').getByText(noun, { exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(path.join(folder, file));
  await page.getByRole('button', { name: 'Continue' }).click();
  for (const [column, field] of Object.entries(columns)) {
    await page.getByRole('combobox', { name: `Where the column “${column}” goes` }).fill(field);
    await page.getByRole('option', { name: field, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: `Import ${rows.toLocaleString('en')} rows` }).click({ timeout: 60_000 });
  await page.getByText(`all ${rows.toLocaleString('en')} rows are through`).waitFor({ timeout: 300_000 });
}

async function readReport(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Pipeline report', exact: true }).click();
  const tile = (name: string) => page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
  await expect.poll(() => tile('Win rate').textContent()).toContain('63.15%');
  expect(await tile('Won').textContent()).toContain('10,005,534');
  expect(await tile('Average won deal').textContent()).toContain('2,360.91');
  expect(await tile('Time to win').textContent()).toContain('51.78');
  expect(await tile('Time to lose').textContent()).toContain('41.48');
  await tile('Win rate').getByRole('link', { name: '4,238 won' }).click();
  await page.getByText('4,238', { exact: true }).waitFor();
}
