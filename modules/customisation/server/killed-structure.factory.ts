import { type Context, systemContext, type Workspace } from '../../../server/context.ts';
import { type OpenOptions, openDatabase } from '../../../server/db/open.ts';
import { keepIndexes } from '../../../server/indexes/keep-indexes.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { addField, changeField } from './custom-fields.service.ts';
import { kindChangeWork } from './kind-change.work.ts';
import { applyChange, startChange } from './kind-changes.service.ts';

/** What the process to be killed is told. */
export interface Assignment {
  readonly connection: OpenOptions['connection'];
  readonly workspace: Workspace;
  /** What the fields are called. */
  readonly label: string;
}

/** Changes the structure of companies without end: adds fields, makes them unique, indexes them, changes their kinds. */
async function work({ connection, workspace, label }: Assignment): Promise<void> {
  const database = await openDatabase({ connection });
  const bare = systemContext(database, createRegistry(serverModules), workspace);
  const now = async (): Promise<Context> => ({ ...bare, registry: await readRegistry(bare.registry, bare.db) });
  for (let round = 1; ; round++) {
    const kind = round % 2 === 0 ? ('number' as const) : ('text' as const);
    const field = { noun: 'company', kind, label: { en: `${label} ${round}` } };
    const { id } = await addField(await now(), field as Parameters<typeof addField>[1]);
    await changeField(await now(), id, { unique: true });
    await keepIndexes(await now());
    const change = await startChange(await now(), id, { kind: kind === 'text' ? 'number' : 'longText' });
    await applyChange(await now(), change.id);
    await kindChangeWork.run(await now(), { id: change.id }, new AbortController().signal);
    console.log(`round ${round}`);
  }
}

const assignment = process.argv[2];
if (assignment?.startsWith('{')) await work(JSON.parse(assignment) as Assignment);
