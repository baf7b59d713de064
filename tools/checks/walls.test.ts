import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeTree } from './files.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const packages = ['fastify', 'kysely', 'pg', 'zod', 'better-auth', 'graphile-worker'];

/** A house in which every import but the rooms' own breaks one wall. */
const house: Record<string, string> = {
  'package.json': JSON.stringify({
    devDependencies: { vite: '*', vitest: '*' },

    type: 'module',
    dependencies: Object.fromEntries(packages.map((name) => [name, '*'])),
  }),
  'tsconfig.json': '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "bundler" } }',
  'shared/side.ts': "import '../server/platform.ts';",
  'shared/package.ts': "import 'fastify';",
  'shared/first.ts': "import './second.ts';",
  'shared/second.ts': "import './first.ts';",
  'server/platform.ts': "import '../modules/deals/server/index.ts';",
  'server/nowhere.ts': "import './gone.ts';",
  'server/borrowed.ts': "import 'left-pad';",
  'server/hammer.ts': "import 'vite';",
  'server/screen.ts': "import '../web/node.ts';",
  'server/sql.ts': "import 'kysely';\nimport 'pg';\nimport 'graphile-worker';\nimport 'better-auth';",
  'server/main.ts': "import '../modules/deals/server/deal.factory.ts';",
  'modules/deals/server/deal.factory.ts': "import 'vitest';",
  'server/modules.ts': "import '../modules/deals/server/deal.service.ts';",
  'server/testing/people.ts': "import '../../tools/check.ts';",
  'server/invented.ts': "import './testing/people.ts';\nimport './invented.test.ts';",
  'server/invented.test.ts': 'export {};',
  'tools/check.ts': 'export {};',
  'web/node.ts': "import 'node:fs';",
  'web/shell.ts': "import '../modules/deals/web/index.ts';",
  'web/steps.ts': "import '../elsewhere/bridge.ts';",
  'elsewhere/bridge.ts': "import '../server/platform.ts';",
  'modules/companies/server/index.ts': "import '../../deals/server/index.ts';",
  'modules/companies/server/company.factory.ts': 'export {};',
  'modules/deals/contract/deal.object.ts': "import '../../../server/platform.ts';\nimport 'zod';",
  'modules/deals/server/index.ts': 'export {};',
  'modules/deals/server/deal.service.ts': "import '../../companies/server/company.factory.ts';",
  'modules/deals/server/deal.repository.ts': "import 'kysely';",
  'modules/deals/server/deal.listeners.ts': "import '../../companies/server/company.service.ts';",
  'modules/companies/server/company.service.ts': "import 'fastify';",
  'modules/deals/web/index.ts': "import '../server/index.ts';",
  'node_modules/left-pad/index.js': '',
};
for (const name of [...packages, 'vite', 'vitest']) {
  house[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: 'index.js' });
  house[`node_modules/${name}/index.js`] = '';
}

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

function cruise(): string[] {
  const config = path.join(root, '.dependency-cruiser.cjs');
  const args = [
    cruiser,
    '--config',
    config,
    '--no-cache',
    '--output-type',
    'json',
    'shared',
    'server',
    'web',
    'modules',
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: writeTree(house),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (!stdout) throw new Error(stderr);
  const violations: Violation[] = JSON.parse(stdout).summary.violations;
  return [...new Set(violations.map(({ rule, from }) => `${rule.name}: ${from}`))].sort();
}

it('has walls that hold', { timeout: 30_000 }, () => {
  const found = cruise();
  expect(found).toEqual(
    expect.arrayContaining([
      'browser-half-knows-no-server: modules/deals/web/index.ts',
      'browser-imports-no-node: web/node.ts',
      'browser-reaches-no-node: shared/side.ts',
      'browser-reaches-no-node: web/steps.ts',
      'browser-reaches-no-server-package: shared/package.ts',
      'contract-is-words: modules/deals/contract/deal.object.ts',
      'declared-packages: server/borrowed.ts',
      'factories-make-tests-and-demo-data: modules/deals/server/deal.service.ts',
      'fastify-in-http: modules/companies/server/company.service.ts',
      'kysely-in-engine-and-repositories: server/sql.ts',
      'no-cycles: shared/first.ts',
      'no-deep-import-of-another-module: modules/deals/server/deal.listeners.ts',
      'order-companies: modules/companies/server/index.ts',
      'pg-in-db: server/sql.ts',
      'platform-opens-doors-only: server/modules.ts',
      'product-reaches-no-test-package: server/main.ts',
      'product-without-development-packages: server/hammer.ts',
      'product-knows-no-tools: server/testing/people.ts',
      'resolvable: server/nowhere.ts',
      'server-half-knows-no-browser: server/screen.ts',
      'server-knows-no-module: server/platform.ts',
      'shared-is-self-contained: shared/side.ts',
      'shared-packages: shared/package.ts',
      'sign-in-in-auth: server/sql.ts',
      'testing-is-for-tests: server/invented.ts',
      'tests-are-not-imported: server/invented.ts',
      'web-knows-no-module: web/shell.ts',
      'worker-in-jobs: server/sql.ts',
    ]),
  );
  expect(found.filter((violation) => violation.includes('deal.repository.ts'))).toEqual([]);
});
