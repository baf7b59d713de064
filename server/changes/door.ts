import type { Context, Through } from '../context.ts';

/** The process that acted: as it was called then, and which of its runs. */
export interface ByProcess {
  readonly id: string;
  readonly run: string;
  readonly name: string;
}

/** How a change came about, besides who made it. */
export interface Door {
  readonly through: Through;
  /** Of a change `through` a process. */
  readonly process?: ByProcess;
  /** Of a change `through` the portal: the client, a person of the base. */
  readonly client?: string;
  /** One of many records changed at once by one act, or told of as of a past. */
  readonly amid?: 'many' | 'past';
}

/** The door as the column `through` keeps it, sealed with the change: `web`, `web:many`, `process:<id>:<run>:<name>`, `portal:<person>`. */
export function doorText({
  through,
  process,
  amid,
  asOf,
  client,
}: Pick<Context, 'through' | 'process' | 'amid' | 'asOf' | 'client'>): string {
  if (client) return `portal:${client.person}`;
  if (process) return `process:${process.id}:${process.run}:${process.name}`;
  const mark = asOf ? 'past' : amid;
  return mark ? `${through}:${mark}` : through;
}

export function readDoor(text: string): Door {
  const [through = '', ...rest] = text.split(':');
  const [first = '', run = '', ...name] = rest;
  if (through === 'process') return { through, process: { id: first, run, name: name.join(':') } };
  if (through === 'portal') return { through, client: first };
  return { through: through as Through, ...(first === 'many' || first === 'past' ? { amid: first } : {}) };
}

/** The door alone, of a column in SQL. */
export function doorSql(column: string): string {
  return `split_part(${column}, ':', 1)`;
}
