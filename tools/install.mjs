// Brings node_modules in line with package-lock.json. Uses nothing but Node, because it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Installs the dependencies when they are missing or not those of the lockfile; two callers at once install once.
 * Resolves to whether something was installed. Throws an Error with one plain line when npm fails.
 *
 * @param {string} root the folder of package.json
 * @param {(line: string) => void} say told what is going on, a line at a time
 */
export async function ensureInstalled(root, say) {
  if (await isInstalled(root)) return false;
  const release = await takeLock(root, say);
  try {
    if (await isInstalled(root)) return false;
    say('Installing dependencies (once; about a minute) ...');
    await runNpm(root);
    await writeStamp(root);
    return true;
  } finally {
    await release();
  }
}

async function isInstalled(root) {
  const stamp = await readFile(stampFile(root), 'utf8').catch(() => '');
  if (stamp === (await fingerprint(root))) return true;
  if (!(await matchesLockfile(root))) return false;
  await writeStamp(root);
  return true;
}

/** Whether what npm itself noted down as installed is what the lockfile asks for on this platform. */
async function matchesLockfile(root) {
  const wanted = await readJson(path.join(root, 'package-lock.json'));
  const found = await readJson(path.join(root, 'node_modules', '.package-lock.json')).catch(() => null);
  if (!found) return false;
  return Object.entries(wanted.packages).every(([name, entry]) => {
    if (name === '' || entry.link) return true;
    const installed = found.packages[name];
    if (installed) return installed.version === entry.version;
    return entry.optional === true && !isForThisPlatform(entry);
  });
}

function isForThisPlatform(entry) {
  // Which C library this is takes long to find out; npm has judged it, so packages that name one are left to it.
  if (!entry.os || !entry.cpu || entry.libc) return false;
  return entry.os.includes(process.platform) && entry.cpu.includes(process.arch);
}

async function runNpm(root) {
  const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { code, output } = await run(root, args);
  if (code === 0) return;
  const reason = output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line));
  const lines = reason.length > 0 ? reason.slice(0, 8) : output.trim().split('\n').slice(-8);
  throw new Error(`npm could not install the dependencies.\n${lines.join('\n')}`);
}

function run(root, args) {
  // Under `npm start` npm names its own script; run by that very Node there is no shell in between on any system.
  const script = process.env.npm_execpath;
  const viaNode = script && /\.c?js$/.test(script);
  const command = viaNode ? process.execPath : 'npm';
  const child = spawn(command, viaNode ? [script, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: !viaNode && process.platform === 'win32',
  });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** Holds the folder `node_modules.lock` while installing; a holder that died is replaced. */
async function takeLock(root, say) {
  const lock = path.join(root, 'node_modules.lock');
  const holder = path.join(lock, 'pid');
  for (let waited = false; ; await sleep(500)) {
    try {
      await mkdir(lock);
      await writeFile(holder, String(process.pid));
      return () => rm(lock, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Error(`Dependencies cannot be installed into ${root}: ${error.message}`);
    }
    if (await isAbandoned(lock, holder)) await rm(lock, { recursive: true, force: true });
    else if (!waited) say('Waiting for another start to finish installing ...');
    waited = true;
  }
}

async function isAbandoned(lock, holder) {
  const pid = Number(await readFile(holder, 'utf8').catch(() => ''));
  // A lock without a holder's number is one that is just being taken, or whose taker died before writing it.
  if (!pid)
    return stat(lock).then(
      ({ mtimeMs }) => Date.now() - mtimeMs > 5000,
      () => false,
    );
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

async function writeStamp(root) {
  // A checkout that may only be read works as well: it is compared again at the next start.
  await writeFile(stampFile(root), await fingerprint(root)).catch((error) => {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
  });
}

async function fingerprint(root) {
  const hash = createHash('sha256');
  hash.update(await readFile(path.join(root, 'package-lock.json')));
  return `${hash.digest('hex')} ${process.platform}-${process.arch}`;
}

function stampFile(root) {
  return path.join(root, 'node_modules', '.installed');
}

async function readJson(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}
