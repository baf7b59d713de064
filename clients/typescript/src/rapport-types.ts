#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { clientTypes } from '../../../shared/openapi/client-types.ts';
import type { ApiDocument } from '../../../shared/openapi/document.ts';
import { createRapport } from './rapport.ts';

const usage = 'RAPPORT_API_KEY=… rapport-types --url https://crm.example.org --out rapport-nouns.ts';

/** Writes the types of the nouns and fields that the key sees. */
async function run(): Promise<number> {
  const { url, out } = parseArgs({ options: { url: { type: 'string' }, out: { type: 'string' } } }).values;
  const { RAPPORT_API_KEY: key = '' } = process.env;
  if (!url || !key) {
    console.error(usage);
    return 2;
  }
  const text = clientTypes(await createRapport({ url, key }).request<ApiDocument>('GET', '/api/openapi.json'));
  if (out) await writeFile(out, text);
  else process.stdout.write(text);
  return 0;
}

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
