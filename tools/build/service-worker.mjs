import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** Loaded by few, and large; and texts, of which a person reads one language: both are kept once they have been loaded. */
const asNeeded = /^assets\/(pdf|texts-|intl|set-up|import|api-docs)/;

/**
 * Builds the worker that keeps the program in the browser into the folder `out`, in which the web client has been built.
 *
 * @param {string} root
 * @param {string} out
 * @param {readonly string[]} files what the client is made of, relative to `out`
 */
export async function buildServiceWorker(root, out, files) {
  const shell = files.filter((file) => /^assets\/.+\.(js|css)$/.test(file) && !asNeeded.test(file)).sort();
  const name = createHash('sha256')
    .update(readFileSync(path.join(out, 'index.html')))
    .update(files.toSorted().join('\n'))
    .digest('hex')
    .slice(0, 16);
  await build({
    entryPoints: [path.join(root, 'web', 'offline', 'service-worker.ts')],
    outfile: path.join(out, 'service-worker.js'),
    ...{ bundle: true, minify: true, format: 'iife', target: 'es2022', logLevel: 'warning' },
    define: { shellFiles: JSON.stringify(shell.map((file) => `/${file}`)), shellName: JSON.stringify(name) },
  });
}
