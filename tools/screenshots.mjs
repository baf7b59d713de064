// Makes the pictures of the README anew, from a demo company: node tools/screenshots.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { buildChanged } from './build/parts.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { root, withInstallation } from './pictures/installation.mjs';

const target = path.join(root, 'docs', 'screenshots');
const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 780 };

const companies = `Company,Country,Sector,Employees,Founded,Web
Sevan Fishery,Armenia,agriculture,48,1998,https://sevan.example
Kutaisi Ceramics,Georgia,manufacturng,210,1974,https://ceramics.example
Plovdiv Textiles,Bulgaria,manufacturing,95,2003,https://textiles.example
Black Sea Shipping,Georgia,transport,640,1961,https://shipping.example
`;

const english = [
  { name: 'board', address: '/deals?view=board' },
  { name: 'list', address: '/companies' },
  { name: 'card', address: '/deals?view=list', prepare: openFirst, viewport: { width: 1280, height: 960 } },
  { name: 'report', address: '/reports/pipeline', viewport: { width: 1280, height: 960 } },
  { name: 'import', address: '/import', prepare: bringCompaniesIn },
  { name: 'dark', address: '/deals?view=list', dark: true },
  { name: 'phone', address: '/deals?view=board', viewport: phone },
];
const armenian = [{ name: 'armenian', address: '/reports/pipeline', viewport: { width: 1280, height: 960 } }];

if (!process.env.RAPPORT_BUILD) await buildChanged(root, console.log);
mkdirSync(target, { recursive: true });
const browser = await chromium.launch({ executablePath: await findOrInstallChromium(console.log), args: flags });
try {
  await photograph('en', english);
  await photograph('hy', armenian);
} finally {
  await browser.close();
}

/** Fills an installation with a demo company in `language` and takes the pictures. */
function photograph(language, pictures) {
  return withInstallation(async ({ url, folder, setUp, fill }) => {
    const storageState = await setUp(language);
    await fill(language);
    for (const picture of pictures) await take(picture, { url, storageState, folder });
  });
}

async function take({ name, address, prepare, viewport = wide, dark = false }, { url, storageState, folder }) {
  const context = await browser.newContext({
    ...{ baseURL: url, storageState, viewport, colorScheme: dark ? 'dark' : 'light', locale: 'en-GB' },
    ...{ timezoneId: 'Asia/Yerevan', isMobile: viewport === phone, hasTouch: viewport === phone },
  });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await prepare?.(page, folder);
  await page.waitForLoadState('networkidle');
  const file = path.join(target, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  console.log(path.relative(root, file));
  await context.close();
}

async function openFirst(page) {
  await page.getByRole('grid').locator('a').first().click();
  await page.getByRole('article').waitFor();
  // The place to write a note is the last part of a card to come.
  await page.getByRole('textbox', { name: 'New note' }).waitFor();
}

async function bringCompaniesIn(page, folder) {
  const file = path.join(folder, 'companies.csv');
  writeFileSync(file, companies);
  await page.getByRole('radiogroup').getByText('Companies', { exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: /^Import \d/ }).waitFor();
}
