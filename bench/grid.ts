import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { owner } from './fill.ts';
import { prepareGround } from './ground.ts';
import { percentile } from './load-client.ts';
import { startProgram } from './program.ts';

/**
 * How smooth the list of all people is: the longest frames while it is wheeled, gone through by a key held down and dragged by its bar, and
 * how long a value typed into a cell takes to be shown. Takes back what it has typed; give it a copy of a ground that others use.
 */
const say = (line: string) => console.error(line);
const ground = await prepareGround(say);
try {
  const env = {
    ...{ NODE_ENV: 'production', DATABASE_URL: ground.databaseUrl, DATA_DIR: ground.folder },
    ...{ RATE_LIMIT: '0', LOG_LEVEL: 'warn' },
  };
  const server = await startProgram(path.resolve('dist/server/rapport.js'), ['start'], env, '/api/health');
  await measure(server.url).finally(() => server.stop());
} finally {
  await ground.stop();
}

async function measure(url: string): Promise<void> {
  const executablePath = process.env.CHROMIUM_PATH ?? spawnSync('which', ['chromium']).stdout.toString().trim();
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1360, height: 800 } });
    const data = { email: owner.email, password: owner.password };
    await context.request.post(`${url}/api/auth/sign-in/email`, { data, headers: { origin: url } });
    const page = await context.newPage();
    await page.goto(`${url}/people`);
    await page.getByRole('grid').locator('[data-index="20"]').waitFor();
    await page.waitForTimeout(3_000);
    await frames(page, 'nothing (at rest)', () => page.waitForTimeout(3_000));
    await frames(page, 'wheel', () => wheel(page));
    await frames(page, 'key held down', () => hold(page));
    await frames(page, 'bar dragged', () => drag(page));
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0));
    await typeIntoCells(page);
  } finally {
    await browser.close();
  }
}

/** The frames while something is done: how long from one to the next, in milliseconds. */
async function frames(page: Page, what: string, act: () => Promise<unknown>): Promise<void> {
  await page.evaluate(() => {
    const kept: number[] = [];
    let last = performance.now();
    const note = (now: number) => {
      kept.push(now - last);
      last = now;
      Object.assign(window, { frame: requestAnimationFrame(note) });
    };
    Object.assign(window, { kept, frame: requestAnimationFrame(note) });
  });
  await act();
  const kept = await page.evaluate(() => {
    const told = window as unknown as { readonly kept: number[]; readonly frame: number };
    cancelAnimationFrame(told.frame);
    return told.kept;
  });
  const over = kept.filter((milliseconds) => milliseconds > 50).length;
  const [p99, longest] = [percentile(kept, 0.99), Math.max(...kept)];
  console.log(
    `${what}: ${kept.length} frames, p99 ${p99.toFixed(0)} ms, longest ${longest.toFixed(0)} ms, ${over} over 50 ms`,
  );
}

async function wheel(page: Page): Promise<void> {
  await page.mouse.move(700, 500);
  for (let turns = 0; turns < 100; turns++) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(30);
  }
}

/** As often as a keyboard repeats. */
async function hold(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.down('ArrowDown');
    await page.waitForTimeout(33);
  }
  await page.keyboard.up('ArrowDown');
}

/** Here and there, resting now and then as a hand does. */
async function drag(page: Page): Promise<void> {
  for (let moves = 1; moves <= 60; moves++) {
    await page
      .getByRole('grid')
      .evaluate((grid, share) => grid.scrollTo(0, share * grid.scrollHeight), ((moves * 7) % 60) / 60);
    await page.waitForTimeout(moves % 10 === 0 ? 700 : 20);
  }
}

/** From the key that ends the typing to the value shown beside the editor that is gone. */
async function typeIntoCells(page: Page): Promise<void> {
  const cell = (row: number) => page.locator(`[data-index="${row}"] [id$="-jobTitle"]`);
  await cell(0).waitFor();
  const box = await cell(0).boundingBox();
  if (!box) throw new Error('The list has no column of job titles');
  await page.mouse.click(box.x + box.width - 6, box.y + box.height - 6);
  const times: number[] = [];
  for (let row = 0; row < 12; row++) {
    await page.keyboard.type(`Bench ${row}`);
    await cell(row).locator('input').waitFor();
    const shown = cell(row).evaluate(
      (element, text) =>
        new Promise<number>((done) => {
          let began = 0;
          const look = () => {
            if (element.textContent !== text || element.querySelector('input')) return requestAnimationFrame(look);
            return done(performance.now() - began);
          };
          const begin = () => {
            began = performance.now();
            look();
          };
          addEventListener('keydown', begin, { once: true, capture: true });
        }),
      `Bench ${row}`,
    );
    await page.keyboard.press('Enter');
    times.push(await shown);
  }
  console.log(
    `from the key to the value shown: p50 ${percentile(times, 0.5).toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms`,
  );
  for (const _ of times) await page.keyboard.press('Control+z');
  await page.waitForTimeout(2_000);
}
