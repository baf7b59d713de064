import { exitCodes, OperatorError } from '../../config/operator-error.ts';

/** Turns what PostgreSQL's programs printed before they gave up into one line that says what to do. */
export function explainFailure(act: string, output: string, folder: string): OperatorError {
  if (/No space left on device|ENOSPC|Disk quota exceeded/i.test(output)) return diskFull(folder);
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

export function diskFull(folder: string): OperatorError {
  return new OperatorError(exitCodes.diskFull, `The disk is full: make room where ${folder} is, then start again.`);
}

function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => /FATAL|PANIC|error:/.test(line)).at(-1) ?? lines.filter(Boolean).at(-1);
  return telling?.replace(/^.*?(FATAL|PANIC|error):\s*/, '') ?? 'it did not say why';
}
