import { parseArgs } from 'node:util';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { Call, Command, Options, Output, Values } from './command.ts';
import { explainError } from './explain.ts';
import { helpOf, overview } from './help.ts';
import { openForCli } from './open.ts';

interface Streams {
  out(text: string): void;
  err(text: string): void;
}

/** What every command knows, wherever it stands. */
const common: ReadonlySet<string> = new Set(['--json', '--help', '-h']);

/** Runs what the arguments ask for; answers the exit code. Errors become one line on stderr (JSON with --json). */
export async function runCli(args: readonly string[], commands: readonly Command[], streams: Streams): Promise<number> {
  const json = args.includes('--json');
  const own = args.filter((arg) => !common.has(arg));
  try {
    const command = findCommand(own, commands);
    if (!command) {
      streams.out(`${overview(commands)}\n`);
      return 0;
    }
    if (args.includes('--help') || args.includes('-h')) {
      streams.out(`${helpOf(command)}\n`);
      return 0;
    }
    const given = parse(command, own.slice(command.name.split(' ').length));
    const call: Call = { ...given, output: outputTo(streams, json), open: openForCli };
    return (await command.run(call)) ?? 0;
  } catch (error) {
    const { exitCode, message, stack } = explainError(error);
    streams.err(
      json ? `${JSON.stringify({ error: { message, exitCode } })}\n` : `${message}\n${stack ? `${stack}\n` : ''}`,
    );
    return exitCode;
  }
}

/** The command named by the first word or two; null when only help is asked for. */
function findCommand(args: readonly string[], commands: readonly Command[]): Command | null {
  const words = args.filter((arg) => !arg.startsWith('-'));
  if (words.length === 0 || words[0] === 'help') return null;
  const named = (count: number) => commands.find(({ name }) => name === args.slice(0, count).join(' '));
  const command = named(2) ?? named(1);
  if (command) return command;
  const siblings = commands.filter(({ name }) => name.startsWith(`${words[0]} `)).map(({ name }) => name);
  const known = siblings.length > 0 ? siblings : commands.map(({ name }) => name);
  throw new OperatorError(
    exitCodes.usage,
    `There is no command "${words.slice(0, 2).join(' ')}". There are: ${known.join(', ')}.`,
  );
}

function parse(command: Command, args: readonly string[]): Pick<Call, 'values' | 'positionals'> {
  const options = Object.entries(command.options ?? {});
  const config = Object.fromEntries(options.map(([name, { type }]) => [name, { type }]));
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options: config, allowPositionals: true, strict: true });
  } catch (error) {
    throw misused(command, error instanceof Error ? error.message.split('. ')[0] : String(error));
  }
  const expected = command.positionals ?? [];
  if (parsed.positionals.length !== expected.length) {
    throw misused(command, expected.length > 0 ? `It takes ${expected.join(' and ')}` : 'It takes no arguments');
  }
  return { values: withDefaults(command, parsed.values), positionals: parsed.positionals };
}

function withDefaults(command: Command, values: Record<string, unknown>): Values<Options> {
  const entries = Object.entries(command.options ?? {}).map(([name, option]) => {
    const value = values[name] ?? option.default ?? (option.type === 'boolean' ? false : undefined);
    if (option.required && value === undefined) throw misused(command, `--${name} is missing`);
    return [name, value];
  });
  return Object.fromEntries(entries) as Values<Options>;
}

function misused(command: Command, reason: string | undefined): OperatorError {
  return new OperatorError(exitCodes.usage, `rapport ${command.name}: ${reason}. See: rapport ${command.name} --help`);
}

function outputTo(streams: Streams, json: boolean): Output {
  return {
    result: (data, text) => streams.out(`${json ? JSON.stringify(data) : text}\n`),
    progress: (line) => {
      if (!json) streams.err(`${line}\n`);
    },
  };
}
