// The walls of the house (docs/architecture.md). Each rule says what it keeps apart and why; `npm test` runs them all.
const { existsSync, readdirSync, readFileSync } = require('node:fs');

/** The folders of the modules that a list of them names, in its order. */
function listedIn(file, half) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const imported = new RegExp(`import (?:\\{ )?(\\w+)(?: \\})? from '\\.\\./modules/([\\w-]+)/${half}`, 'g');
  const list = text.slice(text.indexOf('odules: readonly'));
  return [...text.matchAll(imported)]
    .toSorted(([, one], [, other]) => list.search(`\\b${one}`) - list.search(`\\b${other}`))
    .map(([, , folder]) => folder);
}

/**
 * Modules from the ground up, in the order of server/modules.ts, then those of the browser alone: a module's server and web
 * may open the doors of the modules before it, never of those after it. What goes upward goes by the change log, by ids or
 * by registered panels.
 */
const moduleOrder = [
  ...new Set([
    ...listedIn(`${__dirname}/server/modules.ts`, 'server'),
    ...listedIn(`${__dirname}/web/modules.ts`, 'web'),
  ]),
];
const unlisted = readdirSync(`${__dirname}/modules`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !moduleOrder.includes(entry.name))
  .map((entry) => entry.name);
if (unlisted.length > 0) {
  throw new Error(`Neither server/modules.ts nor web/modules.ts names these modules: ${unlisted.join(', ')}`);
}

const test = '\\.test\\.tsx?$';
/** What tests are made of: it may use their packages, and nothing that ships may lead to it. */
const testSupport = [
  test,
  '^server/testing/',
  '^web/testing/',
  '^web/kit/testing/',
  '\\.factory\\.ts$',
  '(^|/)arbitraries\\.ts$',
];
/** The files through which others may enter a module. Factories are open to tests and to demo data. */
const door = '^modules/[^/]+/(contract|server|web)/index\\.ts$';
/** What the browser loads, and may load. */
const browser = '^(web|modules/[^/]+/(web|contract)|shared)/';
const npm = (names) => `node_modules/(${names})/`;

const upward = moduleOrder.slice(0, -1).map((name, position) => ({
  name: `order-${name}`,
  comment: `${name} lies below these modules and must not know them: let them listen to its changes instead.`,
  severity: 'error',
  from: { path: `^modules/${name}/(server|web)/`, pathNot: test },
  to: { path: `^modules/(${moduleOrder.slice(position + 1).join('|')})/(server|web)/` },
}));

const only = (name, comment, packages, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(shared|server|modules|web)/', pathNot: allowed },
  to: { path: npm(packages) },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one thing or three; types alone may point back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere fails only at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker)$' },
    },
    {
      name: 'declared-packages',
      comment: 'What is imported stands in package.json, not in somebody else’s dependencies.',
      severity: 'error',
      from: { path: '^(shared|server|modules|web|e2e|bench|tools)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'product-without-development-packages',
      comment: 'The server runs with what is installed in production; the web client is bundled and may use anything.',
      severity: 'error',
      from: { path: '^(shared|server|modules/[^/]+/(contract|server))/', pathNot: testSupport },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shared-is-self-contained',
      comment: 'shared/ holds words for both sides: it knows no side and no module.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(server|web|modules|e2e|bench|tools)/' },
    },
    {
      name: 'shared-packages',
      comment: 'shared/ uses zod and the pure parsers it wraps, nothing that does I/O.',
      severity: 'error',
      from: { path: '^shared/', pathNot: testSupport },
      to: { path: 'node_modules/', pathNot: npm('zod|libphonenumber-js|decimal\\.js') },
    },
    {
      name: 'contract-is-words',
      comment: 'A contract is read by server, browser and outsiders: only shared/ and other contracts.',
      severity: 'error',
      from: { path: '^modules/[^/]+/contract/', pathNot: test },
      to: { pathNot: ['^shared/', '^modules/[^/]+/contract/', npm('zod')] },
    },
    {
      name: 'server-knows-no-module',
      comment: 'The platform serves any module; server/modules.ts is the list of those there are.',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/modules\\.ts$', test] },
      to: { path: '^modules/' },
    },
    {
      name: 'web-knows-no-module',
      comment: 'The shell serves any module; web/modules.ts is the list of those there are.',
      severity: 'error',
      from: { path: '^web/', pathNot: ['^web/modules\\.ts$', test] },
      to: { path: '^modules/' },
    },
    {
      name: 'platform-opens-doors-only',
      comment:
        'Where the platform does meet a module (the two lists, and tests), it enters by the door or reads labels.',
      severity: 'error',
      from: { path: '^(server|web)/' },
      to: { path: '^modules/', pathNot: [door, '^modules/[^/]+/locales/', '\\.factory\\.ts$'] },
    },
    {
      name: 'no-deep-import-of-another-module',
      comment: 'Another module is entered by its doors; its factories are open to tests and demo data.',
      severity: 'error',
      from: { path: '^modules/([^/]+)/' },
      to: { path: '^modules/', pathNot: ['^modules/$1/', door, '^modules/[^/]+/server/[^/]+\\.factory\\.ts$'] },
    },
    {
      name: 'factories-make-tests-and-demo-data',
      comment: 'A factory of another module invents records: only tests, factories and demo data may do so.',
      severity: 'error',
      from: { path: '^modules/([^/]+)/', pathNot: [test, '\\.factory\\.ts$', '\\.demo\\.ts$', '^modules/demo/'] },
      to: { path: '^modules/[^/]+/server/[^/]+\\.factory\\.ts$', pathNot: '^modules/$1/' },
    },
    {
      name: 'server-half-knows-no-browser',
      comment:
        'Nothing on Node imports what is written for the browser; the words of the shell and the kit are everybody’s.',
      severity: 'error',
      from: { path: '^(server|modules/[^/]+/server)/' },
      to: { path: ['^web/', '^modules/[^/]+/web/'], pathNot: '^web/(shell|kit)/locales/' },
    },
    {
      name: 'browser-half-knows-no-server',
      comment: 'The browser speaks to the server by the API only, types included.',
      severity: 'error',
      from: { path: '^(web|modules/[^/]+/web)/' },
      to: { path: ['^server/', '^modules/[^/]+/server/'] },
    },
    {
      name: 'browser-reaches-no-node',
      comment:
        'Nothing the browser loads may lead to Node, however many steps away: no file of its own leads out of these folders, so none can by way of others.',
      severity: 'error',
      from: { path: browser, pathNot: test },
      to: {
        pathNot: [browser, '^modules/[^/]+/locales/', 'node_modules/', '\\?(url|raw|worker)$'],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'browser-reaches-no-server-package',
      comment: 'What the browser loads leads to no package that lives on the server.',
      severity: 'error',
      from: { path: browser, pathNot: test },
      to: { path: npm('fastify|@fastify/[^/]+|kysely|pg|graphile-worker') },
    },
    {
      name: 'browser-imports-no-node',
      comment: 'Node’s own modules do not exist in the browser.',
      severity: 'error',
      from: { path: browser, pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-are-not-imported',
      comment: 'What several tests need is a factory or stands in server/testing.',
      severity: 'error',
      from: {},
      to: { path: test },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'Test support starts clusters and invents people; the product must not depend on it.',
      severity: 'error',
      from: { path: '^(shared|server|modules|web)/', pathNot: testSupport },
      to: { path: ['^server/testing/', '^web/testing/', '^web/kit/testing/', '(^|/)arbitraries\\.ts$'] },
    },
    {
      name: 'product-reaches-no-test-package',
      comment: 'Demo data may use factories, so a factory that ships must not lead to what only tests have.',
      severity: 'error',
      from: { path: '^server/(main|modules|cli/rapport)\\.ts$' },
      to: { reachable: true, path: npm('vitest|fast-check|playwright-core') },
    },
    {
      name: 'product-knows-no-tools',
      comment: 'Tools, journeys and benches look at the product, never the other way round.',
      severity: 'error',
      from: { path: '^(shared|server|modules|web)/', pathNot: test },
      to: { path: '^(tools|e2e|bench)/' },
    },
    only(
      'fastify-in-http',
      'HTTP is known in one place, so that routes stay plain functions.',
      'fastify|@fastify/[^/]+',
      '^server/http/',
    ),
    only(
      'kysely-in-engine-and-repositories',
      'SQL is written by the engine and by repositories, nowhere else.',
      'kysely',
      ['^server/(db|metadata|records|changes)/', '\\.repository\\.ts$'],
    ),
    only(
      'pg-in-db',
      'Connections are handed out by server/db, which sets the workspace on each; main only passes its settings on.',
      'pg|pg-[^/]+',
      ['^server/(db|jobs|auth|testing)/', '^server/main\\.ts$'],
    ),
    only(
      'worker-in-jobs',
      'Modules declare jobs; only server/jobs knows who runs them.',
      'graphile-worker',
      '^server/jobs/',
    ),
    only(
      'outgoing-by-the-guarded-client',
      'Whatever asks the outside goes by server/outgoing, which lets nobody into our own networks.',
      'undici|ipaddr\\.js|smpp',
      '^server/outgoing/',
    ),
    only(
      'assistants-in-mcp',
      'The protocol of assistants is known where its tools are, and to the one route that serves it.',
      '@modelcontextprotocol/sdk',
      ['^server/mcp/', '^server/http/mcp-route\\.ts$'],
    ),
    only(
      'sign-in-in-auth',
      'Sign-in is known in one place.',
      'better-auth|@better-auth/[^/]+',
      '^(server/auth|web/shell)/',
    ),
    ...upward,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    skipAnalysisNotInRules: true,
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
