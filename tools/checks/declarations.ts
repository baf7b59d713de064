import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Noun } from '../../shared/nouns/noun.ts';

/** A value some source file exports. */
export interface Export {
  readonly file: string;
  readonly value: unknown;
}

/** Runs source files below `root` (declarations, without I/O) and answers what they export. */
export async function loadExports(root: string, files: readonly string[]): Promise<Export[]> {
  if (files.length === 0) return [];
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-declarations-'));
  const outfile = path.join(folder, 'declarations.mjs');
  const contents = files
    .map((file, index) => `export * as file${index} from ${JSON.stringify(`./${file}`)};`)
    .join('\n');
  const stdin = { contents, resolveDir: root };
  try {
    await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'error' });
    const loaded: Record<string, Record<string, unknown>> = await import(pathToFileURL(outfile).href);
    return files.flatMap((file, index) =>
      Object.values(loaded[`file${index}`] ?? {}).map((value) => ({ file, value })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function isNoun(value: unknown): value is Noun {
  return typeof value === 'object' && value !== null && 'plural' in value && 'title' in value && 'fields' in value;
}
