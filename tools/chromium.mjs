// Finds the browser the journeys run in, and installs Debian's where that is permitted.
import { existsSync } from 'node:fs';
import { installWithApt, onPath } from './apt.mjs';

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
  const reason = await installWithApt('Chromium', shell);
  const installed = onPath([shell]) ?? other;
  if (installed) return installed;
  throw new Error(reason ?? `apt-get installed the package ${shell}, but there is none on PATH.`);
}
