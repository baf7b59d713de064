import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..');

const prelude = `import { z } from 'zod';
import { defineEndpoint } from '../../shared/contract/endpoint.ts';
import { defineRoute, type Route } from './route.ts';
const response = z.object({ text: z.string() });
const endpoint = defineEndpoint({ name: 'greeting.get', summary: 'Greets', method: 'GET', path: '/greeting', response });
const handle = async () => ({ text: 'Hello, Anahit' });
`;

/** What the compiler says of each statement, standing in a file beside `server/http/route.ts`. */
function compile(statements: readonly string[]): string[] {
  const file = path.join(root, 'server', 'http', 'compiled-by-a-test.ts');
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options: ours } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file] }, ts.sys, root);
  // The browser's types are half of what there is to read, and no route sees them.
  const lib = ours.lib?.filter((name) => !name.includes('dom'));
  const options: ts.CompilerOptions = { ...ours, lib, types: ['node'], incremental: false, tsBuildInfoFile: undefined };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, version, ...rest) =>
    name === file
      ? ts.createSourceFile(name, prelude + statements.join('\n'), version)
      : getSourceFile(name, version, ...rest);
  const program = ts.createProgram([file], options, host);
  const tree = program.getSourceFile(file);
  const said = statements.map(() => '');
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(tree)) {
    const line = ts.getLineAndCharacterOfPosition(tree as ts.SourceFile, start).line - (prelude.split('\n').length - 1);
    said[line] += ts.flattenDiagnosticMessageText(messageText, ' ');
  }
  return said;
}

it('builds no route without a policy', { timeout: 120_000 }, () => {
  const [withPolicy, withoutPolicy, byHand, withUnknownPolicy] = compile([
    `export const first: Route = defineRoute(endpoint, 'signedIn', handle);`,
    'export const second: Route = defineRoute(endpoint, handle);',
    'export const third: Route = { endpoint, handle };',
    `export const fourth: Route = defineRoute(endpoint, 'everybody', handle);`,
  ]);
  expect(withPolicy).toBe('');
  expect(withoutPolicy).toContain('Expected 3 arguments');
  expect(byHand).toContain("'policy' is missing");
  expect(withUnknownPolicy).toContain('not assignable');
});
