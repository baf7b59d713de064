import type { Command } from '../cli/command.ts';
import { runCli } from '../cli/run.ts';
import type { TestDatabase } from './database.ts';

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `rapport …` with these commands, as on a machine whose settings these are. */
export async function runCommand(
  commands: readonly Command[],
  settings: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<Answer> {
  const told = { out: '', err: '' };
  const before = Object.fromEntries(Object.keys(settings).map((name) => [name, process.env[name]]));
  Object.assign(process.env, settings);
  try {
    const code = await runCli(args, commands, {
      out: (text) => {
        told.out += text;
      },
      err: (text) => {
        told.err += text;
      },
    });
    return { code, ...told };
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** A test database as DATABASE_URL names it. */
export function urlOf({ host, port, user, database }: TestDatabase['connection']): string {
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`;
}
