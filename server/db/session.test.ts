import { describe, expect, test } from 'vitest';
import { quoteWorkspace, searchPathOf, sessionConfig, takeOnText, withOptions } from './session.ts';
import { createStatementNames } from './statement-names.ts';
import { typeParsers } from './type-parsers.ts';

const settings = { statementTimeout: 30_000, idleInTransactionTimeout: 60_000 };

describe('a session', () => {
  test('begins with our settings, whatever the environment or the role would have', () => {
    const { options, types } = sessionConfig({ host: '/run' }, settings, 'rapport');
    expect(options).toBe(
      '-c search_path=rapport -c TimeZone=UTC -c DateStyle=ISO -c client_encoding=UTF8 -c jit=off ' +
        '-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000',
    );
    expect(types).toBe(typeParsers);
  });

  test('puts options of an address before ours, so that ours hold', () => {
    const asked = encodeURIComponent('-c statement_timeout=0 -c search_path=public');
    const base = { connectionString: `postgres://ani:p%40ss@db:5433/crm?options=${asked}&sslmode=disable` };
    const { options, connectionString } = sessionConfig(base, settings, 'rapport');
    expect(options?.indexOf('statement_timeout=0')).toBeLessThan(options?.indexOf('statement_timeout=30000') ?? -1);
    expect(options?.indexOf('search_path=public')).toBeLessThan(options?.indexOf('search_path=rapport') ?? -1);
    expect(connectionString).toBe('postgres://ani:p%40ss@db:5433/crm?sslmode=disable');
    expect(withOptions({ host: '/run', options: '-c a=1' }, ['-c b=2'])).toEqual({
      host: '/run',
      options: '-c a=1 -c b=2',
    });
    expect(withOptions({ connectionString: 'postgres://h/d' }, [])).toMatchObject({
      connectionString: 'postgres://h/d',
    });
  });

  test('becomes a workspace’s or the server’s as a whole', () => {
    expect(takeOnText('ws_1')).toBe(
      'reset role; set role "ws_1"; set search_path to "ws_1", rapport_extensions; deallocate all',
    );
    expect(takeOnText(null)).toBe('reset role; set search_path to rapport; deallocate all');
  });

  test.each([
    '',
    'ws_',
    'ws_A',
    'ws_1 ',
    ' ws_1',
    'ws_1\n',
    'ws_1"',
    'ws_1; reset role',
    'rapport',
    'public',
    'pg_catalog',
    'ws_é',
    `ws_${'a'.repeat(41)}`,
  ])('is never given the name %j', (name) => {
    for (const write of [quoteWorkspace, searchPathOf, takeOnText]) expect(() => write(name)).toThrow('not the name');
  });
});

describe('a statement', () => {
  const nameOf = createStatementNames();

  test('that comes a third time gets a name, and keeps it', () => {
    const text = 'select name from person where id = $1 -- third';
    expect([nameOf(text), nameOf(text)]).toEqual([undefined, undefined]);
    const name = nameOf(text);
    expect(name).toMatch(/^auto\.\d+$/);
    expect(nameOf(text)).toBe(name);
    expect(nameOf(`${text} other`)).toBeUndefined();
  });

  test.each([
    `select * from person where name like '%ann%' -- literal`,
    `select * from person where id = any('{1,2}') -- literal`,
  ])('whose lists and patterns stand in the text gets one: %s', (text) => {
    expect([1, 2, 3].map(() => nameOf(text)).at(-1)).toMatch(/^auto\./);
  });

  test('that comes no more gives its place to others, and its name to none', () => {
    const bounded = createStatementNames();
    const named = (text: string) => [1, 2, 3].map(() => bounded(text)).at(-1);
    const first = named('select 0');
    const others = Array.from({ length: 400 }, (_, index) => {
      bounded('select 1');
      return named(`select ${index + 1}`);
    });
    expect(new Set([first, ...others]).size).toBe(401);
    expect(bounded('select 1')).toBe(others[0]);
    expect(bounded('select 0')).toBeUndefined();
  });

  test.each([
    'select * from person where name like $1 -- never',
    'select * from person where id = any($1) -- never',
    'create table note (body text) -- never',
    'set local statement_timeout = 0 -- never',
    'do $$ begin end $$ -- never',
  ])('that is better planned each time, or can not be prepared, gets none: %s', (text) => {
    for (let turn = 0; turn < 5; turn++) expect(nameOf(text)).toBeUndefined();
  });

  test('about one record gets a name whatever lists its rights hold, one that can not be prepared does not', () => {
    const text = 'select name from person where id = $1 and owner = any($2) -- one';
    for (let turn = 0; turn < 2; turn++) expect(nameOf(text, true)).toBeUndefined();
    expect(nameOf(text, true)).toMatch(/^auto\.\d+$/);
    for (let turn = 0; turn < 5; turn++) expect(nameOf('create table note (body text) -- one', true)).toBeUndefined();
  });
});

test.each([
  [1184, '2026-01-01 00:00:00+00', '2026-01-01T00:00:00.000Z'],
  [1184, '2026-01-01 00:00:00.1+00', '2026-01-01T00:00:00.100Z'],
  [1184, '2026-01-01 00:00:00.999999+00', '2026-01-01T00:00:00.999Z'],
  [1184, 'infinity', 'infinity'],
  [1184, '10000-01-01 00:00:00+00', '10000-01-01 00:00:00+00'],
  [1082, '2017-03-01', '2017-03-01'],
  [20, '9223372036854775807', '9223372036854775807'],
  [1700, '0.10', '0.10'],
  [1231, '{1.10,NULL,"2"}', ['1.10', null, '2']],
  [1185, '{"2026-01-01 00:00:00+00"}', ['2026-01-01T00:00:00.000Z']],
])('a value of type %i, %s, arrives as %j', (oid, text, value) => {
  const parse = typeParsers.getTypeParser?.(oid as never, 'text') as (text: string) => unknown;
  expect(parse(text)).toEqual(value);
});
