import type { Command, Option } from './command.ts';

/** Every command with its summary. */
export function overview(commands: readonly Command[]): string {
  const lines = table(
    commands.map(({ name, positionals = [], summary }) => [[name, ...positionals].join(' '), summary]),
  );
  return `Usage: rapport COMMAND [OPTIONS]\n\n${lines}\n\nrapport COMMAND --help tells more. --json makes any command answer in JSON.`;
}

/** How one command is called. */
export function helpOf({ name, positionals = [], options = {}, summary }: Command): string {
  const rows = [...Object.entries(options).map(describeOption), ['--json', 'answer in JSON']];
  return `Usage: rapport ${[name, ...positionals].join(' ')} [OPTIONS]\n\n${summary}\n\n${table(rows)}`;
}

function describeOption([name, option]: [string, Option]): string[] {
  const value = option.type === 'string' ? ` ${option.value ?? 'TEXT'}` : '';
  const note = option.required ? ' (required)' : option.default ? ` (default: ${option.default})` : '';
  return [`--${name}${value}`, `${option.summary}${note}`];
}

function table(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`).join('\n');
}
