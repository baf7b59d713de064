import { exitCodes, OperatorError } from '../../config/operator-error.ts';

/** Turns what PostgreSQL's programs printed before they gave up into one line that says what to do. */
export function explainFailure(act: string, output: string, folder: string): OperatorError {
  if (isDiskFull(output)) return diskFull(folder);
  if (/could not map anonymous shared memory|Cannot allocate memory/i.test(output)) {
    return new OperatorError(
      exitCodes.unavailable,
      `There is too little memory to ${act}: free some, or give this machine more.`,
    );
  }
  if (/ENOENT|error while loading shared libraries|GLIBC/.test(output)) {
    return new OperatorError(
      exitCodes.unavailable,
      `This system can not run the PostgreSQL that Rapport brings (${lastLine(output)}): set DATABASE_URL to a PostgreSQL of version 15 or newer.`,
    );
  }
  return new OperatorError(exitCodes.software, `PostgreSQL could not ${act} in ${folder}: ${lastLine(output)}`);
}

/** One line for a PostgreSQL that ended while it was in use. */
export function explainCrash(how: string, output: string, folder: string): string {
  if (isDiskFull(output)) return diskFull(folder).message;
  const reason = /FATAL|PANIC/.test(output) ? `: ${lastLine(output)}` : '';
  return `The database ended by itself (${how}${reason}): start Rapport again, and it recovers what was saved.`;
}

function isDiskFull(output: string): boolean {
  return /No space left on device|ENOSPC|Disk quota exceeded/i.test(output);
}

function diskFull(folder: string): OperatorError {
  return new OperatorError(exitCodes.diskFull, `The disk is full: make room where ${folder} is, then start again.`);
}

function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => /FATAL|PANIC|error:/.test(line)).at(-1) ?? lines.filter(Boolean).at(-1);
  return telling?.replace(/^.*?(FATAL|PANIC|error):\s*/, '') ?? 'it did not say why';
}
