// Several pictures on one, small enough to be looked at together and large enough to be read.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Puts pictures on sheets of `perSheet`, each with its name below it.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{ folder: string, name: string, taken: readonly string[], columns: number, perSheet: number }} wanted
 */
export async function makeSheets(browser, { folder, name, taken, columns, perSheet }) {
  const page = await browser.newPage({ viewport: { width: 1800, height: 1000 } });
  const style = `body{display:grid;grid-template-columns:repeat(${columns},1fr);gap:8px;margin:0;background:#888;font:13px sans-serif}figure{margin:0}img{width:100%}`;
  for (let start = 0; start < taken.length; start += perSheet) {
    const pictures = taken.slice(start, start + perSheet).map((one) => {
      const data = readFileSync(path.join(folder, `${one}.png`)).toString('base64');
      return `<figure><img alt="" src="data:image/png;base64,${data}"><figcaption>${one}</figcaption></figure>`;
    });
    await page.setContent(`<!doctype html><style>${style}</style>${pictures.join('')}`);
    const number = String(start / perSheet + 1).padStart(2, '0');
    await page.screenshot({ path: path.join(folder, `sheet-${name}-${number}.png`), fullPage: true });
  }
  await page.close();
}
