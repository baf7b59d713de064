import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';

/**
 * Builds the client package into the folder `out`, ready to be packed: it holds nothing that leads back here. `nouns` is the module
 * of types of what every installation has.
 *
 * @param {string} root
 * @param {string} out
 * @param {string} nouns
 */
export async function buildClient(root, out, nouns) {
  const folder = path.join(root, 'clients', 'typescript');
  const source = path.join(folder, 'src');
  const dist = path.join(out, 'dist');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  await build({
    entryPoints: ['index.ts', 'rapport-types.ts'].map((name) => path.join(source, name)),
    ...{ outdir: dist, bundle: true, splitting: true, format: 'esm', platform: 'neutral', target: 'es2022' },
    ...{ external: ['node:*'], logLevel: 'warning' },
  });
  for (const name of readdirSync(source).filter((file) => file !== 'rapport-types.ts'))
    declare(readFileSync(path.join(source, name), 'utf8'), path.join(dist, name));
  declare(nouns, path.join(dist, 'nouns.ts'));
  writeFileSync(path.join(dist, 'nouns.js'), 'export {};\n');
  for (const name of ['package.json', 'README.md']) cpSync(path.join(folder, name), path.join(out, name));
  cpSync(path.join(root, 'LICENSE'), path.join(out, 'LICENSE'));
}

/** Its types, with imports as the built files are called. */
function declare(text, file) {
  const compilerOptions = { isolatedDeclarations: true, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileDeclaration(text, { fileName: file, compilerOptions });
  writeFileSync(file.replace(/\.ts$/, '.d.ts'), outputText.replace(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"));
}
