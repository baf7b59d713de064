import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True while a process of this number runs, whoever owns it; a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return process.platform !== 'linux' || readStat(pid)?.[0] !== 'Z';
}

/** A mark of when the process began: with the number it tells this process from a later one of the same number. */
export function findBirthMark(pid: number): string | null {
  if (process.platform === 'linux') return readStat(pid)?.[19] ?? null;
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() || null;
}

/** The fields of /proc/<pid>/stat from the third (state) on: the second may hold anything, in brackets. */
function readStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
