import { expect, it } from 'vitest';
import { writeTree } from './files.ts';
import { checkSecurity } from './security.ts';
import { checkSupplyChain } from './supply-chain.ts';

const sound = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };
const problemsWith = (entry: object, { version = '1.0.0', npmrc = 'ignore-scripts=true\n' } = {}) =>
  checkSupplyChain(
    writeTree({
      'package.json': JSON.stringify({ dependencies: { one: version } }),
      'package-lock.json': JSON.stringify({ packages: { '': {}, 'node_modules/one': { ...sound, ...entry } } }),
      '.npmrc': npmrc,
    }),
  );

it('finds nothing amiss with an exact version, a sum and a free licence', async () => {
  expect(await problemsWith({})).toEqual([]);
  expect(await problemsWith({ license: '(MIT OR EUPL-1.1+)' })).toEqual([]);
  expect(
    await problemsWith({ dev: true, optional: true, os: ['darwin'], integrity: undefined, license: undefined }),
  ).toEqual([]);
});

it.each([
  ['a version that moves', {}, { version: '^1.0.0' }, 'no exact version'],
  ['a version of a branch', {}, { version: 'github:one/one' }, 'no exact version'],
  ['no sum', { integrity: undefined }, {}, 'no SHA-512 sum'],
  ['a weak sum', { integrity: 'sha1-x' }, {}, 'no SHA-512 sum'],
  [
    'a shipped package of another platform without a sum',
    { optional: true, os: ['darwin'], integrity: '' },
    {},
    'no SHA-512',
  ],
  ['a script', { hasInstallScript: true }, {}, 'run a script'],
  ['a licence that is not free', { license: 'BUSL-1.1' }, {}, 'licence BUSL-1.1'],
  ['no licence', { license: undefined }, {}, 'licence of nobody'],
  ['another source', { resolved: 'https://packages.example/one.tgz' }, {}, 'from elsewhere'],
  ['scripts allowed', {}, { npmrc: '' }, 'running scripts'],
])('finds %s', async (_what, entry, options, problem) => {
  expect(await problemsWith(entry, options)).toEqual([expect.stringContaining(problem)]);
});

const secure = (rows: string) => checkSecurity(writeTree({ 'docs/security.md': rows, 'server/a.test.ts': '' }));

it('believes a line of the security page only with a test that exists, and misses those that are gone', async () => {
  const about = async (row: string) => (await secure(row)).filter((problem) => !/is missing$/.test(problem));
  expect(await about('| V1.1.1 | yes | decoded once | `server/a.test.ts` |')).toEqual([]);
  expect(await about('| V1.1.1 | yes | decoded once | — |')).toEqual([expect.stringContaining('names no test')]);
  expect(await about('| V1.1.1 | yes | decoded once | `server/b.test.ts` |')).toEqual([
    expect.stringContaining('does not exist: server/b.test.ts'),
  ]);
  expect(await about('| V1.1.1 | no | none yet | `server/a.test.ts` |')).toEqual([
    expect.stringContaining('names tests'),
  ]);
  expect(await about('| V1.2.10 | n/a | level 3 | — |')).toEqual([expect.stringContaining('no line of levels')]);
  expect(await secure('')).toHaveLength(253);
});
