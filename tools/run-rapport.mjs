// Makes dist/ what the sources say, then runs the server's program as a child of this one, in the foreground.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildChanged, parts } from './build/parts.mjs';
import { ensureInstalled } from './install.mjs';

const root = path.resolve(import.meta.dirname, '..');
const DISK_FULL = 74;

/**
 * Runs `rapport` with these arguments; resolves to its exit code. Only the server needs the web client to be built.
 *
 * @param {string[]} args
 */
export async function runRapport(args) {
  // Results go to stdout, so that what a command prints can be piped; progress goes beside it.
  const say = (line) => console.error(line);
  try {
    await ensureInstalled(root, say);
    await buildChanged(root, say, args[0] === 'start' ? parts : parts.filter(({ name }) => name === 'server'));
  } catch (error) {
    const full = /ENOSPC|EDQUOT|no space left/i.test(`${error.code} ${error.message}`);
    console.error(full ? `The disk is full: make room where ${root} is, then start again.` : describe(error));
    return full ? DISK_FULL : 1;
  }
  return runChild([path.join(root, 'dist', 'server', 'rapport.js'), ...args]);
}

function describe(error) {
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) {
    return `${error.path} may not be written by this user (${error.code}): start Rapport as the user this folder belongs to.`;
  }
  return `Rapport could not be made ready: ${error.message}`;
}

/** The channel lets the child notice when this program is killed; signals sent to this one alone are passed on. */
function runChild(args) {
  const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`Rapport could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      if (signal) console.error(`Rapport was ended by ${signal}.`);
      resolve(code ?? 1);
    });
  });
}

/** npm that is asked to end takes the shell between us along and tells us nothing: then we have another parent. */
function stopWithNpm(child) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 250).unref();
}
