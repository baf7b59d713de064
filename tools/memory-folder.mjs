// Where tests write what nobody keeps: memory costs a fraction of what a disk does.
import { readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';

/** A whole run writes about half of this. */
const enoughBytes = 4 * 1024 ** 3;

/**
 * The folder in memory that Linux offers, where there is room in it and programs may run from it; undefined elsewhere.
 *
 * @param {{ mounts?: string, freeBytes?: number }} machine what is mounted, as /proc/mounts tells it, and the memory left
 */
export function findMemoryFolder({ mounts = readMounts(), freeBytes = freemem() } = {}) {
  const mount = mounts.split('\n').find((line) => line.split(' ')[1] === folder && line.split(' ')[2] === 'tmpfs');
  if (!mount || /[ ,](ro|noexec)[ ,]/.test(mount)) return undefined;
  const { bavail, bsize } = statfsSync(folder);
  return Math.min(bavail * bsize, freeBytes) >= enoughBytes ? folder : undefined;
}

const folder = '/dev/shm';

function readMounts() {
  try {
    return readFileSync('/proc/mounts', 'utf8');
  } catch {
    return '';
  }
}
