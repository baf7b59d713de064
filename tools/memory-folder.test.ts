import { expect, test } from 'vitest';

// By address, as plain JavaScript that Node itself runs.
const { findMemoryFolder } = (await import(new URL('./memory-folder.mjs', import.meta.url).href)) as {
  findMemoryFolder(machine: { mounts?: string; freeBytes?: number }): string | undefined;
};

const shm = (options: string, kind = 'tmpfs') => `proc /proc proc rw 0 0\n${kind} /dev/shm ${kind} ${options} 0 0\n`;

test.each([
  ['where none is offered', { mounts: 'proc /proc proc rw 0 0\n' }],
  ['where the system is another', { mounts: '' }],
  ['where no program may run from it', { mounts: shm('rw,nosuid,nodev,noexec') }],
  ['where it is only to be read', { mounts: shm('ro,relatime') }],
  ['where it is a disk', { mounts: shm('rw', 'ext4') }],
  ['where memory is short', { mounts: shm('rw,relatime'), freeBytes: 1024 ** 3 }],
])('tests write to the disk %s', (_, machine) => {
  expect(findMemoryFolder({ freeBytes: 2 ** 40, ...machine })).toBeUndefined();
});
