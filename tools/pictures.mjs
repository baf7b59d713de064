// Takes a picture of every screen, in five languages, light and dark, at a desk and on a phone, and looks for what can be told
// without eyes: npm run pictures -- [--languages en,ru] [--themes light] [--widths phone] [--only people,leads] [--folder pictures]
// What axe objects to is the same in every language: it looks at the first of them.
// Ends with 1 where it found something. Sheets of pictures lie in the folder, to be looked at: git does not know it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { buildChanged } from './build/parts.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { findFaults, readTexts } from './pictures/faults.mjs';
import { root, withInstallation } from './pictures/installation.mjs';
import { makeStatement, tellOfOutside } from './pictures/outside.mjs';
import { chooseRecords } from './pictures/records.mjs';
import { beforeSetUp, nameOf, screensAtWork, signedOut, toScreen, whileEmpty } from './pictures/screens.mjs';
import { makeSheets } from './pictures/sheets.mjs';
import { createEnglishFinder, findRaw, listRawOptions, readLanguage } from './pictures/words.mjs';

const { values } = parseArgs({
  options: {
    languages: { type: 'string', default: 'en,ru,bg,hy,ka' },
    themes: { type: 'string', default: 'light,dark' },
    widths: { type: 'string', default: 'desk,phone' },
    only: { type: 'string', default: '' },
    folder: { type: 'string', default: path.join(root, 'pictures') },
  },
});
const folder = path.resolve(values.folder);
const languages = values.languages.split(',');
const themes = values.themes.split(',');
const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const english = readLanguage('en');
/** What every installation says that is no fault of a page. */
const expected = /Failed to load resource: the server responded with a status of 4\d\d/;
const faults = [];

if (!process.env.RAPPORT_BUILD) await buildChanged(root, console.log);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: await findOrInstallChromium(console.log), args: flags });
try {
  for (const language of languages) await withInstallation((one) => walk(one, language));
} finally {
  await browser.close();
}
writeFileSync(path.join(folder, 'faults.txt'), `${faults.join('\n')}\n`);
console.log(faults.length === 0 ? 'Nothing is amiss.' : `${faults.length} faults: ${path.join(folder, 'faults.txt')}`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function walk({ url, setUp, fill }, language) {
  const texts = readLanguage(language);
  const findEnglish = language === 'en' ? () => [] : createEnglishFinder(english, texts);
  const about = { url, language, texts, findEnglish, options: new Set() };
  await photograph({ ...about, part: 'new', screens: beforeSetUp.map(toScreen) });
  const storageState = await setUp(language);
  await photograph({ ...about, part: 'empty', screens: whileEmpty.map(toScreen), storageState });
  await photograph({ ...about, part: 'out', screens: signedOut.map(toScreen) });
  await fill(language);
  const { nouns, cards } = await readWorkspace(url, storageState);
  const screens = screensAtWork(nouns, cards);
  const options = listRawOptions(nouns, texts);
  await photograph({ ...about, part: 'work', screens, storageState, options, cards });
}

/** The nouns there are, and a record of each that has one. */
async function readWorkspace(baseURL, storageState) {
  const context = await browser.newContext({ baseURL, storageState });
  const answer = await context.request.get('/api/v1/metadata');
  const { nouns } = await answer.json();
  const cards = await chooseRecords(context.request, nouns);
  await context.close();
  return { nouns, cards };
}

async function photograph({ part, screens, ...about }) {
  const wanted = screens.filter((screen) => values.only.split(',').some((part) => nameOf(screen).includes(part)));
  for (const [width, viewport] of Object.entries(widths)) {
    if (!values.widths.split(',').includes(width)) continue;
    const isPhone = width === 'phone';
    const context = await browser.newContext({
      ...{ baseURL: about.url, storageState: about.storageState, viewport, isMobile: isPhone, hasTouch: isPhone },
      ...{ timezoneId: 'Asia/Yerevan', locale: 'en-GB', reducedMotion: 'reduce', serviceWorkers: 'block' },
    });
    await context.addInitScript(
      (chosen) => location.protocol === 'http:' && localStorage.setItem('rapport.language', chosen),
      about.language,
    );
    const call = about.cards?.get('tasks:call');
    const telephone = about.cards ? await tellOfOutside(context, { call }) : { rings: null };
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const taken = [];
    for (const screen of wanted) {
      const name = `${about.language}-${width}-${part}-${nameOf(screen)}`;
      telephone.rings = screen.rings ?? null;
      if (await take(page, screen, { ...about, name, isPhone })) taken.push(name);
    }
    const layout = isPhone ? { columns: 6, perSheet: 12 } : { columns: 3, perSheet: 12 };
    for (const theme of themes) {
      const pictures = taken.map((name) => `${name}-${theme}`);
      const name = `${about.language}-${width}-${part}-${theme}`;
      await makeSheets(browser, { folder, name, taken: pictures, ...layout });
    }
    await context.close();
  }
}

/** The screen in each theme. False where it is not to be had: a button that this width does not show. */
async function take(page, screen, { name, isPhone, language, texts, findEnglish, options }) {
  const say = (fault) => {
    const line = `${name}: ${fault.replaceAll(/\s+/g, ' ').slice(0, 300)}`;
    faults.push(line);
    console.log(line);
  };
  const hear = (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) say(`logs ${message.text()}`);
  };
  const hearError = (error) => say(`throws ${error.message}`);
  page.on('console', hear).on('pageerror', hearError);
  try {
    await changeTheme(page, 'light');
    await go(page, screen);
    await settle(page, say);
    for (const key of screen.press) if (!(await press(page, key, texts))) return false;
    if (screen.press.length > 0) await settle(page, say);
    for (const fault of await page.evaluate(findFaults, { isPhone })) say(fault);
    const shown = await page.evaluate(readTexts);
    for (const text of findEnglish(shown)) say(`says in English “${text}”`);
    for (const text of findRaw(shown, options)) say(`shows raw “${text}”`);
    for (const theme of themes) {
      await changeTheme(page, theme);
      if (language === languages[0]) for (const violation of await findViolations(page, theme)) say(violation);
      await keep(page, `${name}-${theme}`);
    }
  } catch (error) {
    say(`is not to be had: ${error.message.split('\n')[0]}`);
    return false;
  } finally {
    page.off('console', hear).off('pageerror', hearError);
  }
  return true;
}

/** As a link does it where the page is there and nothing stands open; else the page is loaded. */
async function go(page, { address, press, rings }) {
  // What strangers see is no page of the client.
  const isPlain = press.length === 0 && !rings && !address.startsWith('/f/') && !address.includes('#');
  const isOpen = await page.evaluate(
    () => document.querySelector('nav') === null || document.querySelector('[role=dialog]') !== null,
  );
  if (!isPlain || isOpen) {
    await page.goto('about:blank');
    await page.goto(address, { waitUntil: 'domcontentloaded' });
  } else
    await page.evaluate((target) => {
      history.pushState({}, '', target);
      dispatchEvent(new PopStateEvent('popstate'));
    }, address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

async function changeTheme(page, theme) {
  await page.emulateMedia({ colorScheme: theme });
  if (page.url() === 'about:blank') return;
  // The page of a form that strangers fill in follows the browser by itself.
  const isOurs = (await page.locator('html[data-mantine-color-scheme]').count()) > 0;
  if (isOurs) await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
  await untilStill(page);
}

async function settle(page, say) {
  await page.waitForLoadState('networkidle').catch(() => say('is never at rest'));
  await untilQuiet(page).catch(() => say('asks on and on'));
  // A slow answer is asked for once, and the grey lines are no picture of the screen; what is out of sight may wait.
  await page.waitForFunction(isDrawn, undefined, { polling: 250 }).catch(() => say('is never loaded'));
  await untilStill(page);
}

/** Runs in the page. */
function isDrawn() {
  const isSeen = ({ left, top }) => left < innerWidth && top < innerHeight;
  return ![...document.querySelectorAll('.mantine-Skeleton-root')].some((one) => isSeen(one.getBoundingClientRect()));
}

/** Until nothing was asked for in a while: going on within the page, the browser tells nobody of being at rest. */
async function untilQuiet(page) {
  const count = () => page.evaluate(() => performance.getEntriesByType('resource').length);
  for (let [before, tries] = [-1, 0]; tries < 40; tries++) {
    const now = await count();
    if (now === before) return;
    before = now;
    await page.waitForTimeout(250);
  }
  throw new Error('never');
}

/** Until what fades or slides has come to its end; what pulses for ever has none. */
function untilStill(page) {
  return page.evaluate(() => {
    const isEnding = ({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
    const ends = document.getAnimations().filter(isEnding);
    return Promise.allSettled(ends.map(({ finished }) => finished));
  });
}

/** Presses what is named so by the texts of the language, or a key; false where this width does not show it. */
async function press(page, key, texts) {
  if (key.startsWith('+')) {
    await page.keyboard.press(key.slice(1));
    return true;
  }
  if (key.startsWith('<')) {
    await page.locator('input[type=file]').first().setInputFiles(makeStatement());
    return true;
  }
  const text = texts.get(key);
  if (text === undefined) throw new Error(`there is no text ${key}`);
  const pattern = new RegExp(
    `^\\s*${text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\{.*?\}\}/g, '.*')}\\s*$`,
  );
  const named = ['button', 'menuitem', 'tab', 'link'].map((role) => page.getByRole(role, { name: pattern }));
  const found = named.reduce((one, other) => one.or(other)).first();
  const isThere = await found.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
  if (isThere) await found.click();
  return isThere;
}

/** All there is to object to in the first theme, in another its colours. */
async function findViolations(page, theme) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  // Menus and lists that drop down lie beside the page's landmarks.
  const rules = { region: { enabled: false } };
  const options = theme === themes[0] ? { rules } : { runOnly: ['color-contrast'] };
  return page.evaluate(
    async ({ chosen, where }) => {
      const { violations } = await window.axe.run(document, { ...chosen, resultTypes: ['violations'] });
      const isDropped = ({ html }) => html.includes('role="listbox"');
      const lineOf = (id) => (node) => `breaks ${id} in the ${where}: ${node.html.slice(0, 160)}`;
      return violations.flatMap(({ id, nodes }) =>
        nodes
          .filter((node) => !isDropped(node))
          .slice(0, 3)
          .map(lineOf(id)),
      );
    },
    { chosen: options, where: theme },
  );
}

/** The page down to two and a half screens. */
async function keep(page, name) {
  const { width, height } = page.viewportSize();
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(Math.max(whole, height), height * 2.5) };
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', fullPage: true, clip });
}
