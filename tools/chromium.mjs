// Finds the browser the journeys run in, and installs Debian's where that is permitted.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** Debian's Chromium without windows: the same engine, whose pages cost a third of the processor's time. */
const shell = 'chromium-headless-shell';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a Chromium. `CHROMIUM_PATH` names one; else Debian's without windows, which is installed as root on a system
 * with apt-get; else the first other on PATH. Rejects with one plain line when there is none to be had.
 *
 * @param {(line: string) => void} say told what is going on, a line at a time
 */
export async function findOrInstallChromium(say) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, and there is nothing there.`);
  }
  const found = onPath([shell]);
  if (found) return found;
  const other = onPath(names);
  if (process.getuid?.() !== 0 || !onPath(['apt-get'])) {
    if (other) return other;
    throw new Error(
      `The journeys need Chromium: install it (on Debian: sudo apt-get install ${shell}) or set CHROMIUM_PATH.`,
    );
  }
  say('Installing Chromium ...');
  const reason = await installWithApt();
  const installed = onPath([shell]) ?? other;
  if (installed) return installed;
  throw new Error(reason ?? `apt-get installed the package ${shell}, but there is none on PATH.`);
}

function onPath(candidates) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const name of candidates) {
    const file = folders.map((folder) => path.join(folder, name)).find((candidate) => existsSync(candidate));
    if (file) return file;
  }
  return null;
}

/** Null when it went well, else why it did not. */
async function installWithApt() {
  const install = ['install', '-y', '--no-install-recommends', shell];
  // A machine whose lists are fresh needs no update; one without lists finds no package until it has had one.
  const attempts = [install, ['update'], install];
  for (const [position, args] of attempts.entries()) {
    const fault = await apt(args);
    if (!fault && position !== 1) return null;
    if (fault && position > 0) return `Chromium could not be installed with apt-get ${args[0]}:\n${fault}`;
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
