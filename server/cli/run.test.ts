import { expect, it } from 'vitest';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { defineCommand } from './command.ts';
import { runCli } from './run.ts';

const commands = [
  defineCommand({
    name: 'greet',
    summary: 'Greet somebody.',
    positionals: ['NAME'],
    options: {
      language: { type: 'string', summary: 'the language', required: true },
      loud: { type: 'boolean', summary: 'shout' },
    },
    run: async ({ values, positionals, output }) => {
      output.progress('Thinking ...');
      output.result({ name: positionals[0], ...values }, `Barev, ${positionals[0]}`);
      return undefined;
    },
  }),
  defineCommand({
    name: 'user reset',
    summary: 'Fail in a way one can mend.',
    run: () => Promise.reject(new OperatorError(exitCodes.noInput, 'There is no such\nuser.')),
  }),
  defineCommand({ name: 'break', summary: 'Fail unforeseen.', run: () => Promise.reject(new Error('oops')) }),
];

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await runCli(args, commands, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

it('runs a command with its arguments, progress beside the result', async () => {
  expect(await run('greet', 'Anahit', '--language', 'hy')).toEqual({
    code: 0,
    out: 'Barev, Anahit\n',
    err: 'Thinking ...\n',
  });
});

it('answers in JSON alone with --json', async () => {
  const { out, err } = await run('greet', 'Anahit', '--language', 'hy', '--json');
  expect(JSON.parse(out)).toEqual({ name: 'Anahit', language: 'hy', loud: false });
  expect(err).toBe('');
});

it('takes what every command knows wherever it stands', async () => {
  const json = { out: '{"name":"Anahit","language":"hy","loud":true}\n', err: '', code: 0 };
  expect(await run('--json', 'greet', 'Anahit', '--language', 'hy', '--loud')).toEqual(json);
  expect(await run('greet', '--json', '--loud', '--language=hy', 'Anahit')).toEqual(json);
  expect((await run('--json', 'user', 'reset')).code).toBe(66);
  expect((await run('-h', 'user', 'reset')).out).toContain('Usage: rapport user reset');
  expect((await run('--json')).out).toContain('Usage: rapport COMMAND');
});

it('takes what follows two dashes for what it is, and a repeated option for the last', async () => {
  expect((await run('greet', '--language', 'hy', '--', '--loud')).out).toBe('Barev, --loud\n');
  const { out } = await run('greet', 'Anahit', '--language', 'hy', '--language', 'ka', '--json');
  expect(JSON.parse(out)).toMatchObject({ language: 'ka' });
});

it('never takes an option for a part of JavaScript', async () => {
  for (const option of ['--__proto__=x', '--constructor', '--toString', '--language.x=1']) {
    expect((await run('greet', 'Anahit', '--language', 'hy', option)).code).toBe(64);
  }
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

it.each([
  [['greet', 'Anahit'], '--language is missing'],
  [['greet', '--language', 'hy'], 'It takes NAME'],
  [['greet', 'Anahit', '--language', 'hy', '--soft'], "Unknown option '--soft'"],
  [['greet', 'Anahit', '--language'], "Option '--language <value>' argument missing"],
  [['greet', 'Anahit', 'Ani', '--language', 'hy'], 'It takes NAME'],
  [['greet', 'Anahit', '--language', 'hy', '--loud=yes'], "Option '--loud' does not take an argument"],
  [['user', 'reset', 'ani'], 'It takes no arguments'],
  [['grete'], 'There is no command "grete"'],
  [['user'], 'There are: user reset.'],
  [['toString'], 'There is no command "toString"'],
  [['user', 'rest'], 'There are: user reset.'],
])('refuses %j with the exit code of misuse', async (args, reason) => {
  const { code, err } = await run(...args);
  expect(code).toBe(64);
  expect(err).toContain(reason);
  expect(err.trim().split('\n')).toHaveLength(1);
});

it('tells what can be mended in one line, and as JSON with --json', async () => {
  expect(await run('user', 'reset')).toEqual({ code: 66, out: '', err: 'There is no such user.\n' });
  expect(JSON.parse((await run('user', 'reset', '--json')).err)).toEqual({
    error: { message: 'There is no such user.', exitCode: 66 },
  });
});

it('shows where it broke only for errors nobody foresaw', async () => {
  const { code, err } = await run('break');
  expect(code).toBe(1);
  expect(err).toMatch(/^Something unforeseen went wrong: oops\nError: oops\n {4}at /);
});

it('explains itself', async () => {
  expect((await run('--help')).out).toContain('user reset');
  expect((await run('greet', '--help')).out).toMatch(/--language TEXT +the language \(required\)/);
});
