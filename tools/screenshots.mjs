// Makes the pictures of the README anew, from a demo company: node tools/screenshots.mjs
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, request } from 'playwright-core';
import { buildChanged } from './build/parts.mjs';
import { findOrInstallChromium } from './chromium.mjs';

const root = path.resolve(import.meta.dirname, '..');
const program = path.join(process.env.RAPPORT_BUILD ?? path.join(root, 'dist'), 'server', 'rapport.js');
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

/** Fills an installation of its own with a demo company in `language`, takes the pictures, and removes it again. */
async function photograph(language, pictures) {
  const folder = mkdtempSync(path.join(tmpdir(), 'rapport-screenshots-'));
  // PostgreSQL runs as a user without rights: where it may not pass through, its data would come to lie elsewhere.
  chmodSync(folder, 0o755);
  const port = await findFreePort();
  const env = { ...process.env, DATA_DIR: path.join(folder, 'data'), PORT: String(port), LOG_LEVEL: 'warn' };
  const server = spawn(process.execPath, [program, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await waitUntilReady(server);
    const url = `http://localhost:${port}`;
    const storageState = await setUp(url, language);
    await run(['seed', 'demo', '--locale', language], env);
    for (const picture of pictures) await take(picture, { url, storageState, folder });
  } finally {
    const ended = once(server, 'exit');
    if (server.exitCode === null && server.kill('SIGTERM')) await ended;
    rmSync(folder, { recursive: true, force: true });
  }
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

async function setUp(baseURL, language) {
  const context = await request.newContext({ baseURL });
  const workspace = { name: 'Ararat Trading', language, currency: 'EUR', timeZone: 'Asia/Yerevan' };
  const owner = { name: 'Mariam Sargsyan', email: 'mariam@ararat.example', password: 'quiet mountain morning' };
  const answer = await context.post('/api/v1/setup', { data: { workspace, owner } });
  if (!answer.ok()) throw new Error(`The workspace was not set up: ${await answer.text()}`);
  return context.storageState();
}

async function run(args, env) {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`rapport ${args.join(' ')} ended with ${code}`);
}

function waitUntilReady(server) {
  let printed = '';
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (data) => {
      printed += data;
      if (printed.includes('Rapport is ready')) resolve();
    });
    server.once('exit', () => reject(new Error(`Rapport did not start:\n${printed}`)));
  });
}

async function findFreePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
