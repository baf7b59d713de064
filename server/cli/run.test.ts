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

it.each([
  [['greet', 'Anahit'], '--language is missing'],
  [['greet', '--language', 'hy'], 'It takes NAME'],
  [['greet', 'Anahit', '--language', 'hy', '--soft'], "Unknown option '--soft'"],
  [['grete'], 'There is no command "grete"'],
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
