import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Pool } from 'pg';
import type { BareTask } from './scenarios.ts';

/** The yardstick: node:http and pg, prepared statements, JSON passed through; no rights, checks, history or errors. */
const tasks = JSON.parse(readFileSync(process.env.BENCH_TASKS ?? '', 'utf8')) as BareTask[];
const pool = new Pool({ ...JSON.parse(process.env.BENCH_CONNECTION ?? '{}'), max: 20 });

const server = createServer((request, response) => {
  answer(request).then(
    (body) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(body);
    },
    (error: Error) => {
      response.writeHead(500);
      response.end(error.message);
    },
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  void pool.end();
});

async function answer(request: IncomingMessage): Promise<string> {
  const url = new URL(request.url ?? '/', 'http://bare');
  const position = Number(url.pathname.slice(1));
  const task = tasks[position];
  if (!task) return '{}';
  const key = url.searchParams.get('k');
  switch (task.answer) {
    case 'record':
      return (await run(position, task.text, [key])).rows[0]?.json ?? 'null';
    case 'list':
      return list(position, task, url);
    case 'rows':
      return JSON.stringify((await run(position, task.text, task.values)).rows);
    case 'created':
      return JSON.stringify((await run(position, task.text, personValues(JSON.parse(await text(request))))).rows[0]);
    case 'createdMany': {
      const people = JSON.parse(await text(request)) as object[];
      const rows = people.map(personValues);
      const values = rows[0]?.map((_, column) => rows.map((row) => row[column])) ?? [];
      return JSON.stringify((await run(position, task.text, values)).rows);
    }
    case 'patched':
      return JSON.stringify((await run(position, task.text, [key, JSON.parse(await text(request)).jobTitle])).rows[0]);
  }
}

async function list(position: number, task: BareTask, url: URL): Promise<string> {
  const number = Number(url.searchParams.get('n'));
  const statement = texts[position]?.[number] ?? '';
  const values = JSON.parse(url.searchParams.get('v') ?? '[]') as unknown[];
  const { rows } = await run(position * 10 + 100 + number, statement, values.length > 0 ? values : task.values);
  return `{"items":[${rows[0]?.items ?? ''}],"next":${rows[0]?.more ? '"next"' : 'null'}}`;
}

const texts = tasks.map((task) => (task.answer === 'list' ? (JSON.parse(task.text) as string[]) : []));

function personValues(person: object): unknown[] {
  const { name, jobTitle, emails } = person as SentPerson;
  const whole = `${name.given} ${name.family}`;
  const search = `${whole}\n${jobTitle}\n${emails[0].address}`.toLowerCase();
  return [randomUUID(), whole, name.given, name.family, jobTitle, JSON.stringify(emails), emails[0].address, search];
}

interface SentPerson {
  readonly name: { readonly given: string; readonly family: string };
  readonly jobTitle: string;
  readonly emails: readonly [{ readonly address: string }];
}

/** Patterns are planned for their value each time, as Rapport does it; everything else is prepared. */
function run(name: number, statement: string, values: readonly unknown[]) {
  const prepared = / like |any\(/.test(statement) ? {} : { name: `s${name}` };
  return pool.query({ ...prepared, text: statement, values: [...values] });
}
