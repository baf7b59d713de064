import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findHoldingProcess, lockData } from './data-lock.ts';
import { findBirthMark } from './process.ts';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync('/tmp/rapport-lock-');
  lock = join(folder, 'rapport.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const since = '2026-01-01T00:00:00.000Z';
const write = (holder: object) => writeFileSync(lock, JSON.stringify({ since, host: hostname(), ...holder }));
const living = () => ({ pid: process.ppid, birthMark: findBirthMark(process.ppid) });

describe('a data folder', () => {
  test('is one process’s until it gives it back, and nothing is left of that', () => {
    const unlock = lockData(folder);
    expect(findHoldingProcess(folder)).toBe(process.pid);
    expect(() => lockData(folder)).toThrow(
      expect.objectContaining({
        exitCode: 75,
        message: expect.stringMatching(
          new RegExp(
            `already runs on the data in ${folder}: process ${process.pid}, since .*Stop it first, or set DATA_DIR`,
          ),
        ),
      }),
    );
    unlock();
    expect(findHoldingProcess(folder)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
    lockData(folder)();
  });

  test('is made where there is none, and free', () => {
    const deep = join(folder, 'a/b');
    expect(findHoldingProcess(deep)).toBeNull();
    lockData(deep)();
    expect(existsSync(deep)).toBe(true);
  });

  test('is not taken from a living process', () => {
    write(living());
    expect(() => lockData(folder)).toThrow(`process ${process.ppid}, since ${since}`);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject(living());
  });

  test.each([
    ['that has ended', () => ({ pid: 2 ** 22 - 3, birthMark: '1' })],
    ['whose number another process has now', () => ({ pid: process.ppid, birthMark: 'long ago' })],
  ])('is taken over from a process %s', (_what, holder) => {
    write(holder());
    const unlock = lockData(folder);
    expect(findHoldingProcess(folder)).toBe(process.pid);
    expect(readdirSync(folder)).toEqual(['rapport.lock']);
    unlock();
  });

  test('is taken over from a process nobody has buried yet', async () => {
    const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 5'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2], { interval: 10 }).toBe('Z');
    write({ pid, birthMark: findBirthMark(pid) });
    lockData(folder)();
    parent.kill('SIGKILL');
  });

  test('is left to another machine as long as that keeps the lock fresh', () => {
    write({ pid: 1, birthMark: null, host: 'crm-2.example' });
    expect(() => lockData(folder)).toThrow('process 1 on crm-2.example');
    expect(findHoldingProcess(folder)).toBe(1);
    const old = new Date(Date.now() - 25_000);
    utimesSync(lock, old, old);
    expect(findHoldingProcess(folder)).toBeNull();
    lockData(folder)();
  });

  test.each([
    ['is empty, as after a power cut', ''],
    ['is cut off', '{"pid":12'],
    ['is nothing', 'null'],
    ['is a number', '7'],
    ['names no process', '{"pid":0,"birthMark":null}'],
    ['names every process', `{"pid":-1,"birthMark":null,"host":"${hostname()}"}`],
  ])('whose lock %s is nobody’s', (_what, content) => {
    writeFileSync(lock, content);
    expect(findHoldingProcess(folder)).toBeNull();
    const unlock = lockData(folder);
    expect(findHoldingProcess(folder)).toBe(process.pid);
    unlock();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that is a file, or lies below one, is refused with the setting to change', () => {
    writeFileSync(join(folder, 'file'), '');
    for (const path of [join(folder, 'file'), join(folder, 'file/data')]) {
      expect(() => lockData(path)).toThrow(
        expect.objectContaining({
          exitCode: 78,
          message: expect.stringMatching(/^DATA_DIR: .* set DATA_DIR to a folder/),
        }),
      );
    }
  });

  test('where a folder stands in the place of the lock is no endless wait', () => {
    mkdirSync(lock);
    expect(() => lockData(folder)).toThrow(expect.objectContaining({ code: 'EISDIR' }));
  });
});
