import { describe, expect, it } from 'vitest';
import { writeTree } from './files.ts';
import { checkSources } from './sources.ts';

// The words looked for are put together here, so that this file does not offend itself.
const silence = ['@ts', 'ignore'].join('-');
const expectation = ['@ts', 'expect-error'].join('-');
const exemption = ['biome', 'ignore'].join('-');

const problemsOf = (file: string, text: string) => checkSources(writeTree({ [file]: text }));

it('finds a file of 401 lines and lets one of 400 pass', async () => {
  expect(await problemsOf('server/long.ts', 'export {};\n'.repeat(401))).toEqual([
    expect.stringContaining('401 lines'),
  ]);
  expect(await problemsOf('server/long.ts', 'export {};\n'.repeat(400))).toEqual([]);
});

it('finds `any` as a type and leaves the word alone in text', async () => {
  expect(await problemsOf('web/a.ts', 'export const a = (b: any) => b;\n')).toHaveLength(1);
  expect(await problemsOf('web/a.ts', '// any of them\nexport const a = { any: "any" };\n')).toEqual([]);
});

describe('what silences the compiler or Biome', () => {
  it('is found', async () => {
    expect(await problemsOf('web/a.ts', `// ${silence}\nexport {};\n`)).toHaveLength(1);
    expect(await problemsOf('web/a.ts', `// ${expectation}\nexport {};\n`)).toHaveLength(1);
    expect(await problemsOf('web/a.ts', `// ${exemption} lint/a11y/x: <explanation>\nexport {};\n`)).toHaveLength(1);
    expect(await problemsOf('web/a.tsx', `{/* ${exemption} lint/a11y/x */}\n`)).toHaveLength(1);
  });

  it('passes with a reason', async () => {
    const reason = 'the drag handle is a button to the keyboard';
    expect(await problemsOf('web/a.ts', `// ${exemption} lint/a11y/x: ${reason}\nexport {};\n`)).toEqual([]);
    expect(await problemsOf('web/a.ts', `// ${expectation} ${reason}\nexport {};\n`)).toEqual([]);
  });
});

describe('tests that do not run', () => {
  it('are found', async () => {
    for (const word of ['only', 'skip', 'todo']) {
      expect(await problemsOf('web/a.test.ts', `it.${word}('adds', () => {});\n`), word).toHaveLength(1);
    }
    expect(await problemsOf('web/a.test.ts', "describe.skipIf(slow)('adds', () => {});\n")).toHaveLength(1);
  });

  it('may miss data', async () => {
    expect(await problemsOf('web/a.test.ts', "it.skipIf(!found)('loads (no data)', () => {});\n")).toEqual([]);
    expect(await problemsOf('web/a.test.ts', "it('loads', (ctx) => { ctx.skip(!found, 'no data'); });\n")).toEqual([]);
  });
});

it('finds SQL in a service, not in a repository', async () => {
  const text = "export const a = (ctx: Context) => ctx.db.query({ text: 'select 1' });\n";
  expect(await problemsOf('modules/deals/server/deal.service.ts', text)).toHaveLength(1);
  expect(await problemsOf('modules/deals/server/deal.repository.ts', text)).toEqual([]);
});

it('finds a route that goes round defineRoute', async () => {
  const file = 'modules/deals/server/deal.routes.ts';
  expect(await problemsOf(file, 'export const routes = [{ endpoint, policy, handle }];\n')).toHaveLength(1);
  expect(await problemsOf(file, 'export const routes = [hidden as Route];\n')).toHaveLength(1);
  expect(await problemsOf(file, "export const routes = [defineRoute(endpoint, 'signedIn', handle)];\n")).toEqual([]);
});
