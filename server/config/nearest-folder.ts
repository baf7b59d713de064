import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder itself, or the one it will be made in. */
export function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
