import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** Loaded by few, and large: kept once they have been loaded. Of texts all those in a language that is read. */
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
  const texts = files.filter((file) => /^assets\/texts-.+\.js$/.test(file)).sort();
  const addresses = (names) => JSON.stringify(names.map((file) => `/${file}`));
  const name = createHash('sha256')
    .update(readFileSync(path.join(out, 'index.html')))
    .update(files.toSorted().join('\n'))
    .digest('hex')
    .slice(0, 16);
  await build({
    entryPoints: [path.join(root, 'web', 'offline', 'service-worker.ts')],
    outfile: path.join(out, 'service-worker.js'),
    ...{ bundle: true, minify: true, format: 'iife', target: 'es2022', logLevel: 'warning' },
    define: { shellFiles: addresses(shell), textFiles: addresses(texts), shellName: JSON.stringify(name) },
  });
}
