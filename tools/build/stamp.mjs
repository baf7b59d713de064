// Tells whether what was built is still what the sources say. Uses nothing but Node.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A hash over the contents of files, by their paths below `root`; the same files give the same hash on any machine.
 *
 * @param {string} root
 * @param {string[]} entries files and folders below `root`; what is not there is passed over
 * @param {(file: string) => boolean} belongs which of the files found count
 */
export function hashSources(root, entries, belongs) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap((entry) => listFiles(root, entry)).filter(belongs)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(root, entry) {
  try {
    const children = readdirSync(path.join(root, entry), { withFileTypes: true });
    return children
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((child) => {
        const name = `${entry}/${child.name}`;
        return child.isDirectory() ? listFiles(root, name) : [name];
      });
  } catch (error) {
    if (error.code === 'ENOTDIR') return [entry];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
