// Takes a picture of every screen in every language, both themes and both widths, to be looked at:
//   node tools/screens.mjs FOLDER URL EMAIL PASSWORD [LANGUAGE,…]
// The product runs at URL and has records; FOLDER lies outside the repository. Says which screens are wider than the window, what
// they log and which show a key instead of a text.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findOrInstallChromium } from './chromium.mjs';

const [folder, baseURL, email, password, wanted] = process.argv.slice(2);
if (!password) {
  console.error('Usage: node tools/screens.mjs FOLDER URL EMAIL PASSWORD [LANGUAGE,…]');
  process.exit(64);
}
const languages = wanted ? wanted.split(',') : ['en', 'ru', 'bg', 'hy', 'ka'];
const widths = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const lists = ['deals', 'leads', 'companies', 'people', 'groups', 'tasks', 'products', 'notes'];
const settings =
  'settings members invitations teams nouns fields layouts trades configuration categories pipelines stages tags'
    .split(' ')
    .concat(['access-roles', 'sharing-rules', 'territories', 'identity-provider', 'workspace-keys'])
    .concat([
      'retention',
      'oversight',
      'oversight/settings',
      'exchange-rates',
      'api-keys',
      'mail',
      'webhooks',
      'api/docs',
    ]);
const pages = [
  'today',
  'reports/pipeline',
  'reports/activity',
  'import',
  'account/password',
  'account/security',
  'waiting',
  'nowhere/at/all',
];
const cards = ['deals', 'companies', 'people', 'leads', 'tasks'];

mkdirSync(folder, { recursive: true });
const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const browser = await chromium.launch({ executablePath: await findOrInstallChromium(console.log), args });
try {
  const storageState = await signIn();
  const addresses = await listAddresses(storageState);
  for (const language of languages)
    for (const theme of ['light', 'dark'])
      for (const width of Object.keys(widths)) await photograph({ language, theme, width, storageState, addresses });
} finally {
  await browser.close();
}

async function signIn() {
  const context = await browser.newContext({ baseURL });
  const answer = await context.request.post('/api/auth/sign-in/email', { data: { email, password } });
  if (!answer.ok()) throw new Error(`Not signed in: ${answer.status()}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** The pages there are, and a card of each noun that has one. */
async function listAddresses(storageState) {
  const context = await browser.newContext({ baseURL, storageState });
  const first = await Promise.all(
    cards.map(async (plural) => {
      const { items } = await (await context.request.get(`/api/v1/${plural}?limit=1`)).json();
      return items[0] ? [`${plural}/${items[0].id}`] : [];
    }),
  );
  await context.close();
  const shapes = ['deals?view=list', 'deals?view=board', 'tasks?as=calendar', 'companies?as=gallery', 'companies#new'];
  return [...pages, ...lists, ...shapes, ...settings, ...first.flat()];
}

async function photograph({ language, theme, width, storageState, addresses }) {
  const context = await browser.newContext({
    ...{ baseURL, storageState, viewport: widths[width], colorScheme: theme },
    ...{ isMobile: width === 'phone', hasTouch: width === 'phone', timezoneId: 'Asia/Yerevan', locale: 'en-GB' },
  });
  await context.addInitScript((chosen) => localStorage.setItem('rapport.language', chosen), language);
  const page = await context.newPage();
  const taken = [];
  for (const address of addresses) {
    const name = `${language}-${theme}-${width}-${address.replace(/\/[0-9a-f-]{36}$/, '-card').replace(/\W+/g, '-')}`;
    const log = (message) => console.log(`${name}: ${message}`);
    const hear = (message) => (message.type() === 'error' ? log(message.text().slice(0, 200)) : undefined);
    page.on('console', hear);
    await page.goto(`/${address}`, { waitUntil: 'domcontentloaded' });
    await page.waitForLoadState('networkidle').catch(() => log('is never at rest'));
    for (const fault of await page.evaluate(findFaults)) log(fault);
    await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
    page.off('console', hear);
    taken.push(name);
  }
  await join(context, `${language}-${theme}-${width}`, taken, widths[width]);
  await context.close();
}

/** In the page: what can be told without eyes. */
function findFaults() {
  const { scrollWidth, clientWidth } = document.documentElement;
  // biome-ignore lint/performance/useDomNodeTextContent: only what is seen counts.
  const keys = document.body.innerText.match(/\b[a-z]+[A-Za-z]*\.[a-z]+[A-Za-z]*\.[a-z]\w*\b/g) ?? [];
  return [
    ...(scrollWidth > clientWidth ? [`is ${scrollWidth - clientWidth} px too wide`] : []),
    ...keys.map((key) => `shows ${key}`),
  ];
}

/** All pictures of one kind on one sheet. */
async function join(context, name, taken, { width, height }) {
  const page = await context.newPage();
  const pictures = taken.map((one) => {
    const data = readFileSync(path.join(folder, `${one}.png`)).toString('base64');
    return `<figure><img src="data:image/png;base64,${data}"><figcaption>${one}</figcaption></figure>`;
  });
  const shown = Math.round((width / height) * 300);
  const style = `body{display:flex;flex-wrap:wrap;gap:8px;width:1600px;margin:0;background:#888;font:11px sans-serif}figure{margin:0;width:${shown}px}img{width:100%}`;
  const sheet = path.join(folder, `sheet-${name}.html`);
  writeFileSync(sheet, `<!doctype html><style>${style}</style>${pictures.join('')}`);
  await page.setViewportSize({ width: 1600, height: 800 });
  await page.goto(`file://${path.resolve(sheet)}`);
  await page.screenshot({ path: path.join(folder, `sheet-${name}.png`), fullPage: true });
  await page.close();
}
