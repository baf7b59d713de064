import { describe, expect, test } from 'vitest';
import { explainCrash, explainFailure } from './failure.ts';
import { chooseSettings } from './settings.ts';

const folder = '/srv/crm/data/postgres';

describe('what PostgreSQL prints before it gives up becomes one line that says what to do', () => {
  test.each([
    [
      'a full disk at its making',
      'creating directory ... initdb: error: could not write to file: No space left on device\ninitdb: removing contents',
      74,
      `The disk is full: make room where ${folder} is, then start again.`,
    ],
    ['a used up quota', 'FATAL:  could not extend file: Disk quota exceeded', 74, 'The disk is full'],
    [
      'too little memory',
      'FATAL:  could not map anonymous shared memory: Cannot allocate memory\nHINT:  This error usually means …',
      69,
      'There is too little memory to start its database: free some',
    ],
    [
      'a library that is not there',
      'error while loading shared libraries: libicuuc.so.60: cannot open shared object file',
      69,
      'set DATABASE_URL to a PostgreSQL of version 15 or newer',
    ],
    ['an older system', "/lib/libc.so.6: version `GLIBC_2.38' not found", 69, 'set DATABASE_URL'],
    [
      'a program that is not there',
      'spawn /x/bin/postgres ENOENT',
      69,
      'can not run the PostgreSQL that Rapport brings',
    ],
    [
      'damaged data',
      'LOG:  starting PostgreSQL 18.4\n2026 FATAL:  could not locate a valid checkpoint record\nLOG:  database system is shut down',
      70,
      `PostgreSQL could not start its database in ${folder}: could not locate a valid checkpoint record`,
    ],
    ['nothing that tells', 'one\n\n  two  \n\n', 70, 'two'],
    ['nothing', '', 70, 'it did not say why'],
  ])('%s', (_what, output, exitCode, line) => {
    const error = explainFailure('start its database', output, folder);
    expect(error).toMatchObject({ exitCode });
    expect(error.message).toContain(line);
    expect(error.message).not.toContain('\n');
  });

  test('while it was in use too', () => {
    expect(explainCrash('SIGKILL', '', folder)).toBe(
      'The database ended by itself (SIGKILL): start Rapport again, and it recovers what was saved.',
    );
    const panic = 'LOG:  checkpoint\n2026 PANIC:  could not fsync file: Input/output error\n';
    expect(explainCrash('SIGABRT', panic, folder)).toContain('(SIGABRT: could not fsync file: Input/output error)');
    expect(explainCrash('exit code 1', 'PANIC:  could not write: No space left on device', folder)).toMatch(
      /^The disk is full: make room where/,
    );
    expect(explainCrash('exit code 2', 'ERROR:  name "Ani Sargsyan" is taken', folder)).not.toContain('Ani');
  });
});

describe('settings', () => {
  const gibibyte = 1024 ** 3;

  test.each([
    ['a small container', 0.25 * gibibyte, '32MB', '128MB'],
    ['a small machine', 4 * gibibyte, '512MB', '2048MB'],
    ['a large one', 256 * gibibyte, '2048MB', '65536MB'],
  ])('fit %s', (_what, memory, buffers, cache) => {
    expect(chooseSettings(memory)).toMatchObject({ shared_buffers: buffers, effective_cache_size: cache });
  });

  test('open nothing to the network, and keep people out of the log', () => {
    expect(chooseSettings()).toMatchObject({
      ...{ listen_addresses: '', unix_socket_permissions: '0700' },
      ...{ log_min_messages: 'log', log_min_error_statement: 'panic' },
    });
    for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      expect(chooseSettings()).not.toHaveProperty(name);
    }
  });
});
