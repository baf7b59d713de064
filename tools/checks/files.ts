import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const built = new Set(['node_modules', 'node_modules.lock', '.git', 'dist', 'data', 'coverage']);

/**
 * The project's own files below `root`, as paths from it with `/`, sorted. In a git checkout what git ignores is left
 * out; elsewhere (an unpacked archive) what is known to be built.
 */
export function listFiles(root: string): string[] {
  const files = existsSync(path.join(root, '.git')) ? listByGit(root) : listByWalking(root, '');
  return files.sort();
}

function listByGit(root: string): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const output = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  const files = output.split('\0').filter((file) => file !== '' && existsSync(path.join(root, file)));
  return [...new Set(files)];
}

function listByWalking(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (built.has(entry.name)) return [];
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? listByWalking(root, file) : [file];
  });
}

/** Writes a small tree into a new folder, gone with the process, and answers its path: what a check's own test lets it look at. */
export function writeTree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'rapport-check-'));
  if (written.push(root) === 1) process.once('exit', removeWritten);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return root;
}

const written: string[] = [];

function removeWritten(): void {
  for (const root of written) rmSync(root, { recursive: true, force: true });
}
