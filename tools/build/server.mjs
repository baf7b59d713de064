import path from 'node:path';
import { build } from 'esbuild';
import { eagerGlob } from './eager-glob.mjs';

/** What esbuild makes the server of: one file, with the packages left outside. */
export function serverOptions(root, out) {
  return {
    absWorkingDir: root,
    entryPoints: ['server/cli/rapport.ts'],
    outfile: path.join(out, 'rapport.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    loader: { '.sql': 'text' },
    plugins: [eagerGlob],
    sourcemap: 'linked',
    logLevel: 'warning',
    legalComments: 'none',
  };
}

/** Builds the server into the folder `out`. */
export async function buildServer(root, out) {
  await build(serverOptions(root, out));
}
