import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from './files.ts';

/** Places that exist only on somebody's machine. Preceded by a letter they are part of another path and meant otherwise. */
const machinePath = /(?<![\w.*}\])-])(\/(work|workspace|root|mnt|Users)\/\w|\/home\/\w|[A-Z]:\\{1,2}Users\\)/;
/** Where packages come from is a setting of each machine, not of the project. */
const registryHost = /https?:\/\/[^\s/"'`]*\b(registry|artifactory|verdaccio|nexus|jfrog|npm|pypi)\b[^\s/"'`]*\//i;
const binary = /\.(png|jpe?g|webp|avif|ico|woff2?|ttf|otf|gz|zip|xlsx)$/i;

/** Finds files that speak of the machine they were written on. */
export async function checkManners(root: string): Promise<string[]> {
  const files = listFiles(root).filter((file) => !binary.test(file));
  const problems = await Promise.all(files.map((file) => inspect(root, file)));
  return problems.flat();
}

async function inspect(root: string, file: string): Promise<string[]> {
  const lines = (await readFile(path.join(root, file), 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    const found = machinePath.exec(line) ?? registryHost.exec(line);
    const where = `${file}:${index + 1}`;
    if (found) return [`${where}: names a place of one machine: ${found[0]}`];
    if (file === 'package-lock.json' && /"resolved": "https?:/.test(line)) {
      return [`${where}: records where a package came from; .npmrc wants omit-lockfile-registry-resolved=true`];
    }
    return [];
  });
}
