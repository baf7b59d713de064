import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { buildServiceWorker } from './service-worker.mjs';

/** Smaller files gain nothing by being compressed: they fit one packet. */
const LEAST_BYTES = 1024;
const LARGE_BYTES = 65_536;
const compressible = /\.(js|css|html|svg|json|webmanifest|txt|map)$/;

/** Builds the web client, and the portal of clients beside it, into the folder `out`, each file also compressed beside itself (.br, .gz). */
export async function buildWeb(root, out) {
  await build({
    root: path.join(root, 'web'),
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: out, emptyOutDir: true },
  });
  await buildServiceWorker(root, out, await listFiles(out));
  await build({
    root: path.join(root, 'modules/portal/web/page'),
    configFile: path.join(root, 'vite.portal.config.ts'),
    logLevel: 'warn',
    build: { outDir: path.join(out, 'portal'), emptyOutDir: true },
  });
  const names = (await listFiles(out)).filter((file) => compressible.test(file));
  await Promise.all(names.map((file) => compress(path.join(out, file))));
}

/** Every file below a folder, by its path from there. */
async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function compress(file) {
  const content = await readFile(file);
  // Pages get a nonce of their own with every answer, so they are not sent as they stand.
  if (content.length < LEAST_BYTES || file.endsWith('.html')) return;
  // The best takes twice the time and saves a fiftieth: for what every page brings.
  const quality = content.length > LARGE_BYTES ? 11 : 10;
  const options = {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, options));
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
}
