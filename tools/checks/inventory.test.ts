import { expect, it } from 'vitest';
import { writeTree } from './files.ts';
import { checkInventory } from './inventory.ts';

const times = 'Closed within 7 days.\n## Packages of others\nClosed within 30 days.\n';
const problemsWith = (page: string, source: string, file = 'server/one.ts', promised = times) =>
  checkInventory(writeTree({ 'docs/operations/inventory.md': page, 'SECURITY.md': promised, [file]: source }));

it('finds nothing amiss where everything is named as it is', async () => {
  const page = '| 1 MB | `server/one.ts`: `limit = 1_000_000` |\n| `mail.send` | letters |\n| `A letter is lost` |\n';
  const source = `const limit = 1_000_000;\ndefineJob({ name: 'mail.send', payload });\nlog.warn({ id }, 'A letter is lost');\n`;
  expect(await problemsWith(page, source)).toEqual([]);
});

it.each([
  [
    'a limit that is another now',
    '`server/one.ts`: `limit = 5`',
    'const limit = 7;',
    'says of server/one.ts what it does not: limit = 5',
  ],
  ['a limit of nothing', '`server/two.ts`: `limit = 5`', '', 'a file that is not there: server/two.ts'],
  ['a job', '', "name: 'deals.count',\n  payload: {}", 'the job deals.count'],
  ['a door', '', "'POST /api/auth/magic': letIn", 'the door POST /api/auth/magic'],
  ['a public route', '', 'definePublicRoute(hello, greet)', 'the door server/one.ts'],
  ['a connection', '', "import { request } from 'undici';", 'the connection of server/one.ts'],
  ['a line of the log', '', "settings.log.error({ err },\n 'It rained');", 'the line of the log It rained'],
  ['a key', '', "createSealer(secret, 'diary')", 'the key diary'],
  ['an upload', '', 'upload: { maxBytes: 5 }', 'the upload of server/one.ts'],
  ['a program', '', "import { spawn } from 'node:child_process';", 'the program started by server/one.ts'],
])('finds %s', async (_what, page, source, problem) => {
  expect(await problemsWith(page, source)).toEqual([expect.stringContaining(problem)]);
});

it('finds a setting that leads outside', async () => {
  const source = '  FAX_HOST: z.string().optional(),\n';
  expect(await problemsWith('', source, 'server/config/settings.ts')).toEqual([expect.stringContaining('FAX_HOST')]);
});

it('finds that nobody says how soon holes are closed', async () => {
  for (const promised of ['', 'Closed within 7 days.', `Closed soon.\n${times.split('\n').slice(1).join('\n')}`])
    expect(await problemsWith('', '', 'server/one.ts', promised)).toEqual([expect.stringContaining('SECURITY.md')]);
});

it.each(["exec('ls ' + name)", 'spawn(name, { shell: true })'])('finds a shell: %s', async (call) => {
  const source = `import { exec, spawn } from 'node:child_process';\n${call};\n`;
  expect(await problemsWith('`server/one.ts`', source)).toEqual([expect.stringContaining('by a shell')]);
});
