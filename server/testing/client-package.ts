import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll } from 'vitest';

/** As the tool that packs it does; tools are no part of the product's programs. */
const { buildClient } = (await import(new URL('../../tools/build/client.mjs', import.meta.url).href)) as {
  buildClient(root: string, out: string, nouns: string): Promise<void>;
};
const run = promisify(execFile);

/** A customer's project outside the repository, with the packed client unpacked among its modules. */
export interface CustomerProject {
  /** Runs a command in it; answers what it printed. */
  run(settings: Readonly<Record<string, string>>, command: string, ...args: string[]): Promise<string>;
  write(name: string, text: string): void;
  /** What the compiler objects to in a file of it. */
  faultsOf(name: string): readonly string[];
}

/** `nouns` are the types of what every installation has. */
export async function openCustomerProject(nouns: string): Promise<CustomerProject> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-customer-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const built = join(folder, 'built');
  await buildClient(process.cwd(), built, nouns);
  await run('npm', ['pack', '--silent', '--offline', '--pack-destination', folder], { cwd: built });
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'rapport-client'), { recursive: true });
  const archive = join(folder, 'rapport-client-0.1.0.tgz');
  await run('tar', ['xzf', archive, '--strip-components=1', '-C', join(modules, 'rapport-client')]);
  rmSync(built, { recursive: true });
  mkdirSync(join(modules, '.bin'));
  symlinkSync('../rapport-client/dist/rapport-types.js', join(modules, '.bin', 'rapport-types'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('package.json', '{"type":"module"}');
  return {
    write,
    run: async (settings, command, ...args) => {
      const env = { PATH: `${join(modules, '.bin')}:${process.env.PATH}`, ...settings };
      return (await run(command, args, { cwd: folder, env })).stdout;
    },
    faultsOf: (name) => faultsOf(join(folder, name)),
  };
}

function faultsOf(file: string): string[] {
  const program = ts.createProgram([file], {
    ...{ strict: true, noEmit: true, types: [], lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], skipDefaultLibCheck: true },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, allowImportingTsExtensions: true },
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
