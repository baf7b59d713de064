import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** This Rapport's version, as package.json says. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
