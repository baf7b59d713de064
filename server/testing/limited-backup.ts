import type { PoolConfig } from 'pg';
import { makeBackup } from '../backup/make-backup.ts';
import { explainError } from '../cli/explain.ts';
import { endWhenAsked } from '../cli/interrupt.ts';

/** What the process that may not write much, or is interrupted, is told. */
interface Assignment {
  readonly connection: PoolConfig;
  readonly filesFolder: string;
  readonly path: string;
}

const { path, ...source } = JSON.parse(process.argv[2] ?? '') as Assignment;
endWhenAsked();
try {
  await makeBackup({ ...source, secret: null }, path);
  console.log('backed up');
} catch (error) {
  const { exitCode, message, stack } = explainError(error);
  console.log(message, stack ?? '');
  process.exitCode = exitCode;
}
