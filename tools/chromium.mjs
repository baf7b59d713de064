// Finds the browser the journeys run in, and installs Debian's where that is permitted.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a Chromium. `CHROMIUM_PATH` names one; else the first on PATH; else, as root on a system with apt-get,
 * Debian's package is installed. Throws an Error with one plain line when there is none to be had.
 *
 * @param {(line: string) => void} say told what is going on, a line at a time
 */
export function findOrInstallChromium(say) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, and there is nothing there.`);
  }
  const found = onPath(names);
  if (found) return found;
  if (process.getuid?.() !== 0 || !onPath(['apt-get'])) {
    throw new Error(
      'The journeys need Chromium: install it (on Debian: sudo apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
  say('Installing Chromium ...');
  installWithApt();
  const installed = onPath(names);
  if (!installed) throw new Error('apt-get installed the package chromium, but no chromium is on PATH.');
  return installed;
}

function onPath(candidates) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const name of candidates) {
    const file = folders.map((folder) => path.join(folder, name)).find((candidate) => existsSync(candidate));
    if (file) return file;
  }
  return null;
}

function installWithApt() {
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  // A machine whose lists are fresh needs no update; one without lists finds no package until it has had one.
  const attempts = [install, ['update'], install];
  for (const [position, args] of attempts.entries()) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status === 0 && position !== 1) return;
    if (status !== 0 && position > 0) {
      const reason = `${stdout}\n${stderr}`.trim().split('\n').slice(-5).join('\n');
      throw new Error(`Chromium could not be installed with apt-get ${args[0]}:\n${reason}`);
    }
  }
}
