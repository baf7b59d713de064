// What a test run needs of the system, found on PATH or installed with apt-get where that is permitted.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** The path of the first of these programs that is on PATH; null for none. */
export function onPath(candidates) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const name of candidates) {
    const file = folders.map((folder) => path.join(folder, name)).find((candidate) => existsSync(candidate));
    if (file) return file;
  }
  return null;
}

/**
 * Installs a package of Debian. Null when it went well, else why it did not, with what it is called among people.
 *
 * @param {string} name
 * @param {string} packageName
 */
export async function installWithApt(name, packageName) {
  // Two that are installed at once wait for each other.
  const install = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', packageName];
  // A machine whose lists are fresh needs no update; one without lists finds no package until it has had one.
  const attempts = [install, ['update'], install];
  for (const [position, args] of attempts.entries()) {
    const fault = await apt(args);
    if (!fault && position !== 1) return null;
    if (fault && position > 0) return `${name} could not be installed with apt-get:\n${fault}`;
  }
  return null;
}

/** Null when it went well, else the last lines of what it said. */
function apt(args) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 ** 2 };
  return promisify(execFile)('apt-get', args, options).then(
    () => null,
    ({ stdout = '', stderr = '', message }) =>
      (`${stdout}\n${stderr}`.trim() || message).split('\n').slice(-5).join('\n'),
  );
}
