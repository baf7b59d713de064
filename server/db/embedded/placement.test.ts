import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canCross, chooseAccount } from './account.ts';
import { choosePlacement, findPlacement } from './placement.ts';
import { findPostmaster, stopOrphan } from './postmaster.ts';
import { findBirthMark, isAlive } from './process.ts';

let folder: string;
let system: string;
beforeEach(() => {
  folder = mkdtempSync('/tmp/rapport-placement-');
  chmodSync(folder, 0o755);
  system = join(folder, 'system');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const asRoot = process.getuid?.() === 0;
const note = 'DATABASE-IS-ELSEWHERE.txt';

/** A data folder below one that only its owner may enter. */
function closedHome(name = 'crm'): string {
  const home = join(folder, 'home');
  mkdirSync(join(home, name), { recursive: true });
  chmodSync(home, 0o700);
  return join(home, name, 'data');
}

describe('the database lives', () => {
  test('in the data folder, where its account can reach it', () => {
    const data = join(folder, 'crm/data');
    expect(findPlacement(data)).toBeNull();
    expect(choosePlacement(data, system).base).toBe(data);
    expect(findPlacement(data)).toBeNull();
    mkdirSync(join(data, 'postgres'));
    expect(findPlacement(data)).toBe(data);
    expect(existsSync(system)).toBe(false);
  });

  test.each([
    ['nowhere any more', 'database: /nowhere/at/all\n', 'says the database is in /nowhere/at/all, which is not there'],
    ['where nobody can read it', 'Dear administrator\n', 'says the database is in no folder'],
  ])('%s: said with what to do', (_what, text, line) => {
    const data = join(folder, 'data');
    mkdirSync(data);
    writeFileSync(join(data, note), text);
    for (const find of [() => choosePlacement(data, system), () => findPlacement(data)]) {
      expect(find).toThrow(expect.objectContaining({ exitCode: 78, message: expect.stringContaining(line) }));
      expect(find).toThrow('bring it back, or remove the note to begin with an empty database');
    }
  });
});

describe.runIf(process.getuid?.() === 0)('as root the database lives', () => {
  test('elsewhere where it can not, always in the same place, which others may cross and not list', () => {
    const data = closedHome('my crm; rm -rf');
    const { base, account } = choosePlacement(data, system);
    expect(base).toMatch(/\/system\/my_crm__rm_-rf-[\da-f]{8}$/);
    expect(choosePlacement(data, system).base).toBe(base);
    expect(statSync(base).mode & 0o777).toBe(0o711);
    expect(account?.uid).toBeGreaterThan(0);
    expect(canCross(account, base)).toBe(true);
    expect(canCross(account, data)).toBe(false);
    expect(readFileSync(join(data, note), 'utf8')).toContain(`database: ${base}\ndata folder: ${data}\n`);
  });

  test('where it was when its folder is moved, and not where it is copied', () => {
    const data = closedHome();
    const { base } = choosePlacement(data, system);
    const moved = join(folder, 'moved');
    renameSync(data, moved);
    expect(choosePlacement(moved, system).base).toBe(base);
    expect(readFileSync(join(moved, note), 'utf8')).toContain(`data folder: ${moved}\n`);
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    writeFileSync(join(copy, note), readFileSync(join(moved, note)));
    expect(() => choosePlacement(copy, system)).toThrow(
      expect.objectContaining({
        exitCode: 78,
        message: expect.stringContaining(`is a copy: the database in ${base} belongs to`),
      }),
    );
  });
});

describe('the account PostgreSQL runs as', () => {
  test('is never root', () => {
    const account = chooseAccount();
    expect(account === undefined).toBe(!asRoot);
    if (account) expect(account.uid).toBeGreaterThan(0);
  });

  test('can be asked where it may go, whatever the folder is called', () => {
    const account = chooseAccount();
    const strange = join(folder, `a $(touch ${join(folder, 'x')}); 'b' "c"`);
    mkdirSync(strange, { recursive: true });
    expect(canCross(account, strange)).toBe(true);
    expect(canCross(account, join(folder, 'absent'))).toBe(false);
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });
});

describe('what a running PostgreSQL wrote down of itself', () => {
  const lines = ['4711', '/x/postgres', '1767225600', '5432', '/x/run', '', '  1  2', 'ready   '];
  const write = (content: string) => writeFileSync(join(folder, 'postmaster.pid'), content);

  test('is read, and its state with it', () => {
    write(lines.join('\n'));
    expect(findPostmaster(folder)).toEqual({ pid: 4711, port: 5432, socketDir: '/x/run', status: 'ready' });
  });

  test.each([
    ['when nothing is there yet', ''],
    ['when it is no number', 'x\ny'],
    ['when it is a single-user back end’s', '-4711\n/x'],
  ])('is nobody’s %s', (_what, content) => {
    expect(findPostmaster(folder)).toBeNull();
    write(content);
    expect(findPostmaster(folder)).toBeNull();
  });

  test('is told in part while it is only starting', () => {
    write('4711\n/x/postgres\n1767225600\n');
    expect(findPostmaster(folder)).toMatchObject({ pid: 4711, status: '' });
  });

  test('never ends a program that only has its number by now', async () => {
    const warnings: string[] = [];
    const keep = (text: unknown) => void warnings.push(String(text));
    write([String(process.ppid), ...lines.slice(1)].join('\n'));
    await stopOrphan(folder, { info: keep, warn: keep, error: keep });
    expect(isAlive(process.ppid)).toBe(true);
    expect(warnings).toEqual([]);
    expect(findPostmaster(folder)).toBeNull();
  });
});

test('a process is told from a later one of the same number', () => {
  expect(findBirthMark(process.pid)).toBe(findBirthMark(process.pid));
  expect(findBirthMark(process.pid)).not.toBe(findBirthMark(1));
  expect(findBirthMark(2 ** 22 - 3)).toBeNull();
  expect([isAlive(process.pid), isAlive(1), isAlive(2 ** 22 - 3)]).toEqual([true, true, false]);
});
