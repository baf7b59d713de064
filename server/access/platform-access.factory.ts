import { randomUUID } from 'node:crypto';
import {
  type Expected,
  everyone,
  idIn,
  type MatrixWorld,
  type ModuleAccess,
  onePersons,
  post,
  put,
  read,
  remove,
  theirWorkspace,
  upload,
} from './expected-access.factory.ts';

/** Each seller is the one whose record the file is of. */
const filesOfSeller: Expected = [401, 403, 201, 201, 201, 201, 201, 404];

/** What each caller gets of the routes that are no module's. */
export const platformAccess: ModuleAccess = {
  routes: {
    'metadata.get': [everyone, () => read('/metadata')],
    'changes.feed': [everyone, () => read('/changes?limit=500')],
    'firstPages.read': [everyone, () => read('/first-pages?lists=[{"noun":"company","limit":1}]')],
    'timeline.get': [
      theirWorkspace,
      async ({ create, next }) => read(`/timeline/company/${await create('/companies', { name: next() })}`),
    ],
    'history.compare': [
      theirWorkspace,
      async ({ create, next, owner }) => {
        const company = await create('/companies', { name: next() });
        const { body } = await read(`/companies/${company}/changes`)(owner);
        const [change] = body.items as readonly { readonly id: string }[];
        return read(`/history/company/${company}/compare?from=${change?.id}`);
      },
    ],
    'shares.list': [theirWorkspace, async (world) => read(`/shares/company/${await theirs(world)}`)],
    'shares.put': [
      [401, 403, 200, 200, 200, 200, 200, 404],
      async (world) => post(`/shares/company/${await theirs(world)}`, { team: world.team }),
    ],
    'shares.remove': [
      [401, 403, 200, 200, 200, 200, 200, 404],
      async (world) => {
        const company = await theirs(world);
        const { body } = await post(`/shares/company/${company}`, { team: world.team })(world.owner);
        const [share] = body.items as readonly { readonly id: string }[];
        return remove(`/shares/company/${company}/${share?.id}`);
      },
    ],
    'shares.restrict': [
      [401, 403, 200, 200, 200, 200, 200, 404],
      async (world) => put(`/restrictions/company/${await theirs(world)}`, { restricted: false }),
    ],
    // Nothing is masked to a standard role: whoever sees the record is told so.
    'reveals.create': [
      [401, 422, 422, 422, 422, 422, 422, 404],
      async (world) => post('/reveals', { noun: 'company', id: await theirs(world), field: 'website' }),
    ],
    'access.explain': [theirWorkspace, async (world) => read(`/access/company/${await theirs(world)}`)],
    'stream.open': [everyone, () => read('/stream?once=true')],
    'files.search': [everyone, () => read('/file-search?search=contract')],
    'files.upload': [[401, 403, 201, 201, 201, 201, 201, 201], () => upload('/files')],
    'files.read': [theirWorkspace, async (world) => read(`/files/${await file(world)}/content`)],
    'files.versions': [theirWorkspace, async (world) => read(`/files/${await file(world)}/versions`)],
    'files.removed': [
      [401, 403, 200, 200, 200, 200, 200, 404],
      async (world) => {
        await file(world);
        const company = await world.create('/companies', { name: world.next(), owner: world.seller });
        return read(`/files/removed?${new URLSearchParams({ noun: 'company', record: company, field: 'xPapers' })}`);
      },
    ],
    'files.replace': [filesOfSeller, async (world) => upload(`/files/${await file(world)}/versions`)],
    'files.restore': [filesOfSeller, async (world) => post(`/files/${await file(world)}/versions/1/restore`)],
    'bulkJobs.get': [onePersons, async (world) => read(`/bulk-jobs/${await bulkJob(world)}`)],
    'bulkJobs.cancel': [onePersons, async (world) => post(`/bulk-jobs/${await bulkJob(world)}/cancel`)],
    'bulkJobs.undo': [
      [401, 404, 404, 404, 404, 404, 409, 404],
      async (world) => post(`/bulk-jobs/${await bulkJob(world)}/undo`),
    ],
    'presence.keep': [
      theirWorkspace,
      ({ team }) =>
        post('/presence', { browser: randomUUID(), tab: randomUUID(), noun: 'team', id: team, field: null }),
    ],
    'presence.end': [[401, 204, 204, 204, 204, 204, 204, 204], () => post('/presence/end', { tab: randomUUID() })],
  },
};

async function file({ owner, create, next, once, seller }: MatrixWorld): Promise<string> {
  await once('papers', () => create('/custom-fields', { noun: 'company', kind: 'files', label: { en: 'Papers' } }));
  const id = idIn(await upload('/files')(owner));
  await create('/companies', { name: next(), owner: seller, xPapers: [id] });
  return id;
}

/** A company of the seller's. */
const theirs = ({ create, next, seller }: MatrixWorld) => create('/companies', { name: next(), owner: seller });

async function bulkJob({ owner, create, next, seller }: MatrixWorld): Promise<string> {
  const ids = [await create('/companies', { name: next(), owner: seller })];
  const { body } = await post('/companies/bulk', { ids, act: { update: { name: next() } } })(owner);
  return (body.job as { id: string }).id;
}
