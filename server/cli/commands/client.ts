import { writeFile } from 'node:fs/promises';
import { clientTypes } from '../../../shared/openapi/client-types.ts';
import type { ApiDocument } from '../../../shared/openapi/document.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { buildOpenApi } from '../../http/openapi.ts';
import type { Route } from '../../http/route.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { recordRoutes } from '../../records/record-routes.ts';
import { routesFor } from '../../records/routes-for.ts';
import { defineCommand } from '../command.ts';
import { chooseWorkspace, cliContext } from '../ground.ts';

export default defineCommand({
  name: 'client',
  summary: "Write a workspace's nouns and fields as types for the TypeScript client.",
  options: {
    out: { type: 'string', value: 'FILE', summary: 'where to; default: to the screen' },
    standard: { type: 'boolean', summary: 'only what every installation has' },
    workspace: { type: 'string', value: 'NAME', summary: 'where there are several' },
  },
  async run({ values, output, open }) {
    const routes = values.standard
      ? createRegistry(serverModules).nouns.flatMap(recordRoutes)
      : await open(async (ground) =>
          routesFor(await cliContext(ground, await chooseWorkspace(ground, values.workspace)), []),
        );
    const types = typesOf(routes);
    if (!values.out) {
      output.result({ types }, types.trimEnd());
      return undefined;
    }
    await writeFile(values.out, types).catch((error: NodeJS.ErrnoException) => {
      throw new OperatorError(exitCodes.usage, `${values.out} can not be written (${error.code}).`);
    });
    output.result({ file: values.out }, `The types are in ${values.out}`);
    return undefined;
  },
});

function typesOf(routes: readonly Route[]): string {
  return clientTypes(buildOpenApi(routes, '/') as unknown as ApiDocument);
}
