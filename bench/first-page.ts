import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Response } from 'playwright-core';
import { owner } from './fill.ts';

/** Bytes of brotli-compressed JavaScript that the page itself asks for: its entry and what is preloaded with it. */
export function sumFirstScripts(webRoot: string): number {
  const page = readFileSync(path.join(webRoot, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, file = '']) => file);
  return scripts.reduce((sum, file) => sum + brotliCompressSync(readFileSync(path.join(webRoot, file))).length, 0);
}

/** Milliseconds from the address to sixty people on the screen, in a fresh browser of somebody who is signed in. */
export async function measureRows(url: string, executablePath: string): Promise<{ ms: number; scriptBytes: number }> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const browser = await chromium.launch({
    executablePath,
    args: [...args, '--disable-component-update', '--disable-sync'],
  });
  try {
    const context = await browser.newContext();
    const data = { email: owner.email, password: owner.password };
    const signedIn = await context.request.post(`${url}/api/auth/sign-in/email`, { data, headers: { origin: url } });
    if (!signedIn.ok()) throw new Error(`Signing in: ${signedIn.status()} ${await signedIn.text()}`);
    const page = await context.newPage();
    const scripts: Response[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response);
    });
    const started = performance.now();
    await page.goto(`${url}/people`);
    await page.locator('a[href^="/people/"]').nth(5).waitFor({ timeout: 60_000 });
    const ms = performance.now() - started;
    const headers = await Promise.all(scripts.map((response) => response.allHeaders()));
    const scriptBytes = headers.reduce((sum, one) => sum + Number(one['content-length'] ?? 0), 0);
    return { ms, scriptBytes };
  } finally {
    await browser.close();
  }
}

/** Resident memory of a process in megabytes; null where the system does not tell. */
export function memoryOf(pid: number): number | null {
  if (!readdirSync('/').includes('proc')) return null;
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : null;
}
