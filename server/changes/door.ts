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
  /** One of many records changed at once by one act, or told of as of a past. */
  readonly amid?: 'many' | 'past';
}

/** The door as the column `through` keeps it, sealed with the change: `web`, `web:many`, `process:<id>:<run>:<name>`. */
export function doorText({
  through,
  process,
  amid,
  asOf,
}: Pick<Context, 'through' | 'process' | 'amid' | 'asOf'>): string {
  if (process) return `process:${process.id}:${process.run}:${process.name}`;
  const mark = asOf ? 'past' : amid;
  return mark ? `${through}:${mark}` : through;
}

export function readDoor(text: string): Door {
  const [through = '', ...rest] = text.split(':');
  const [first = '', run = '', ...name] = rest;
  if (through === 'process') return { through, process: { id: first, run, name: name.join(':') } };
  return { through: through as Through, ...(first === 'many' || first === 'past' ? { amid: first } : {}) };
}

/** The door alone, of a column in SQL. */
export function doorSql(column: string): string {
  return `split_part(${column}, ':', 1)`;
}
