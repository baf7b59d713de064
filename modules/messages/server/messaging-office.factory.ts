import { afterAll } from 'vitest';
import { createSealer } from '../../../server/config/sealer.ts';
import { systemContext, type Workspace } from '../../../server/context.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { serverModules } from '../../../server/modules.ts';
import { readAllowance } from '../../../server/outgoing/allowance.ts';
import { createOutgoingClient } from '../../../server/outgoing/outgoing-client.ts';
import { useDatabase } from '../../../server/testing/database.ts';
import { addProcess, secret, setUpByArmen } from '../../workspace/server/office.factory.ts';
import { hire } from '../../workspace/server/staffed-office.factory.ts';
import type { Conversation } from '../contract/index.ts';
import { exchangeJob } from './exchange.job.ts';

type Json = Readonly<Record<string, unknown>>;

/** An office whose channels may stand on this machine, with Armen, its owner, two sellers and a viewer. */
export async function openMessagingOffice() {
  const allowance = readAllowance('127.0.0.1');
  if (!allowance) throw new Error('The allowance was not read');
  const outgoing = createOutgoingClient({ allowance });
  afterAll(() => outgoing.close());
  const office = await addProcess(await useDatabase(), serverModules, undefined, outgoing);
  const { database, registry } = office;
  const armen = await setUpByArmen(office);
  const log = { info: () => undefined, warn: () => undefined, error: console.error };
  await prepareJobs(database, log);
  const sealers = (purpose: string) => createSealer(secret, purpose);
  const [workspace] = await database.control.query<{ row: Workspace }>({
    text: `select json_build_object('id', id, 'name', name, 'schema', schema, 'language', language, 'currency', currency,
      'timeZone', time_zone, 'metadataVersion', metadata_version) as row from workspace`,
  });
  if (!workspace) throw new Error('There is no workspace');
  const contextOf = () => ({ ...systemContext(database, registry, workspace.row), outgoing, sealers });
  const work = () =>
    drainJobs({ database, log, jobs: [exchangeJob], findWorkspace: async () => workspace.row, contextOf });
  const boris = await hire(armen, 'Boris', 'seller', office);
  const vesela = await hire(armen, 'Vesela', 'seller', office);
  const giorgi = await hire(armen, 'Giorgi', 'viewer', office);
  type Browser = typeof armen;

  const post = async <T>(path: string, body: object, who: Browser = armen) => {
    const { status, body: answer, code } = await who.send('POST', `/api/v1${path}`, body);
    return { status, code, body: answer as T, fields: (answer as { fields?: readonly Json[] }).fields };
  };
  const made = async (path: string, body: object) => (await post<{ id: string }>(path, body)).body.id;
  const read = async <T>(path: string, who: Browser = armen) => (await who.get(`/api/v1${path}`)).body as T;
  const conversations = async (query = '', who: Browser = armen) =>
    (await read<{ items: readonly Conversation[] }>(`/message-conversations${query}`, who)).items;
  return {
    office,
    database,
    workspace: workspace.row,
    armen,
    boris,
    vesela,
    giorgi,
    work,
    post,
    made,
    read,
    conversations,
  };
}
