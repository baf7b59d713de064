import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** PostgreSQL refuses to run as root. */
const nobody = 65_534;

/** A PostgreSQL of the machine in `folder`, with a database for Rapport; all its programs of one version. */
export async function startPostgres(folder) {
  const programs = process.env.PG_BIN ?? findPrograms();
  const isRoot = process.getuid?.() === 0;
  const identity = isRoot ? { uid: nobody, gid: nobody } : {};
  mkdirSync(folder, { recursive: true });
  if (isRoot) for (const one of [folder, path.dirname(folder)]) chownSync(one, nobody, nobody);
  const data = path.join(folder, 'data');
  const run = (program, args) =>
    execFileSync(path.join(programs, program), args, { ...identity, maxBuffer: 1 << 28, env: {} });
  run('initdb', ['-D', data, '-U', 'super', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  const server = spawn(
    path.join(programs, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    { ...identity, stdio: 'ignore', env: {} },
  );
  await prepare(folder);
  return {
    url: `postgres://rapport@localhost/rapport?host=${encodeURIComponent(folder)}`,
    dump: () =>
      readable(run('pg_dump', ['-h', folder, '-U', 'super', '--inserts', '--rows-per-insert=500', 'rapport'])),
    stop: () =>
      new Promise((resolve) => {
        server.once('exit', resolve);
        server.kill('SIGQUIT');
      }),
  };
}

/** Where Debian and its kin put them; the latest version. */
function findPrograms() {
  const versions = readdirSync('/usr/lib/postgresql').sort((one, other) => Number(other) - Number(one));
  return `/usr/lib/postgresql/${versions[0]}/bin`;
}

async function prepare(host) {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ host, user: 'super', database: 'postgres' });
    try {
      await client.connect();
      await client.query('create role rapport login noinherit createrole');
      await client.query('create database rapport owner rapport');
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** As one text of plain SQL: without comments, and without what only psql understands. */
function readable(dump) {
  return dump
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('--') && !line.startsWith('\\'))
    .join('\n');
}
