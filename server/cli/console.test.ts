import { PassThrough, Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { defineCommand } from './command.ts';
import { outliveConsole } from './console.ts';
import { describeFinding, warn } from './finding.ts';
import { helpOf, overview } from './help.ts';
import { choosePassword } from './password.ts';

const { stdin } = process;
afterEach(() => void Object.defineProperty(process, 'stdin', { value: stdin }));
const type = (...pieces: string[]) =>
  Object.defineProperty(process, 'stdin', { value: Readable.from(pieces.map((piece) => Buffer.from(piece))) });

describe('a console that is gone', () => {
  test.each(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED'])('is lost words (%s) and nothing else', (code) => {
    const stream = new PassThrough();
    outliveConsole([stream]);
    expect(() => stream.emit('error', Object.assign(new Error(code), { code }))).not.toThrow();
  });

  test('hides no other error', () => {
    const stream = new PassThrough();
    outliveConsole([stream]);
    const full = Object.assign(new Error('no room'), { code: 'ENOSPC' });
    expect(() => stream.emit('error', full)).toThrow('no room');
  });
});

describe('a password', () => {
  test.each([
    ['a line', ['seven apricots\n'], 'seven apricots'],
    ['a line of Windows', ['seven apricots\r\nand more'], 'seven apricots'],
    ['what has no end of line', ['seven ', 'apricots'], 'seven apricots'],
    ['letters cut in the middle', ['\u0576\u0578\u0582\u057c\n'], '\u0576\u0578\u0582\u057c'],
    ['spaces, which belong to it', ['  seven apricots  \n'], '  seven apricots  '],
    ['nothing', [], ''],
  ])('is read from standard input as %s', async (_what, pieces, password) => {
    type(...pieces);
    expect(await choosePassword(true)).toEqual({ password, made: false });
  });

  test('made here is long, of letters nobody confuses, and never the same', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => choosePassword(false)));
    for (const one of made) {
      expect(one.made).toBe(true);
      expect(one.password).toMatch(/^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){3}$/);
      expect(one.password).not.toMatch(/[ilo01]/);
    }
    expect(new Set(made.map(({ password }) => password)).size).toBe(50);
  });
});

describe('help', () => {
  const greet = defineCommand({
    name: 'greet',
    summary: 'Greet somebody.',
    positionals: ['NAME'],
    options: {
      language: { type: 'string', value: 'CODE', summary: 'the language', required: true },
      times: { type: 'string', summary: 'how often', default: '1' },
      loud: { type: 'boolean', summary: 'shout' },
    },
    run: async () => undefined,
  });

  test('names every command with its arguments', () => {
    const lines = overview([greet, defineCommand({ name: 'go', summary: 'Go.', run: async () => undefined })]).split(
      '\n',
    );
    expect(lines).toContain('  greet NAME  Greet somebody.');
    expect(lines).toContain('  go          Go.');
  });

  test('tells what an option takes, whether it must be there, and what it is otherwise', () => {
    expect(helpOf(greet).split('\n').slice(4)).toEqual([
      '  --language CODE  the language (required)',
      '  --times TEXT     how often (default: 1)',
      '  --loud           shout',
      '  --json           answer in JSON',
    ]);
  });
});

test('a finding is one line whose first word says how bad it is', () => {
  const finding = { check: 'disk', ok: true, detail: '3.1 GiB free' };
  expect(describeFinding(finding)).toBe('ok    disk       3.1 GiB free');
  expect(describeFinding({ ...finding, warning: true })).toBe('note  disk       3.1 GiB free');
  expect(describeFinding({ ...finding, ok: false })).toBe('FAULT disk       3.1 GiB free');
  expect(warn('late')).toEqual({ warning: 'late' });
});
