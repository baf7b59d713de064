import {
  type Expected,
  idIn,
  type MatrixWorld,
  type ModuleAccess,
  post,
  read,
  upload,
} from '../../../server/access/expected-access.factory.ts';

/** Who may not import sees nothing of it. */
const importers: Expected = [401, 403, 403, 403, 403, 200, 200, 200];
const importersOne: Expected = [401, 403, 403, 403, 403, 200, 200, 404];
const mapping = { columns: { Name: 'name' } };
const table = upload('/imports?target=companies');

export const access: ModuleAccess = {
  nouns: {
    imports: {
      expected: {
        list: importers,
        count: importers,
        aggregate: importers,
        positions: importers,
        get: importersOne,
        changes: importersOne,
      },
      record: runOf,
    },
  },
  routes: {
    'imports.upload': [[401, 403, 403, 403, 403, 201, 201, 201], () => table],
    'imports.table': [importersOne, async (world) => read(`/imports/${await runOf(world)}/table`)],
    'imports.check': [importersOne, async (world) => post(`/imports/${await runOf(world)}/check`, mapping)],
    'imports.start': [importersOne, async (world) => post(`/imports/${await runOf(world)}/start`, mapping)],
    'imports.state': [importersOne, async (world) => read(`/imports/${await runOf(world)}/state`)],
    'imports.cancel': [importersOne, async (world) => post(`/imports/${await runOf(world)}/cancel`)],
    'imports.rejectedRows': [importersOne, async (world) => read(`/imports/${await runOf(world)}/rejected-rows`)],
    'imports.rejected': [importersOne, async (world) => read(`/imports/${await runOf(world)}/rejected`)],
  },
};

async function runOf({ owner }: MatrixWorld): Promise<string> {
  return idIn(await table(owner));
}
