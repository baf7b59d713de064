/** Who calls a route, and whose the record is. */
export const callers = ['nobody', 'viewer', 'own', 'mate', 'other', 'manager', 'owner', 'stranger'] as const;
export type Caller = (typeof callers)[number];

/** The status each caller must get, in the order of `callers`: the seller three times, by whose record it is. */
export type Expected = readonly [number, number, number, number, number, number, number, number];

const everyone: Expected = [401, 200, 200, 200, 200, 200, 200, 200];
const theirWorkspace: Expected = [401, 200, 200, 200, 200, 200, 200, 404];
const sellersOwn: Expected = [401, 403, 200, 403, 403, 200, 200, 404];
const managers: Expected = [401, 403, 403, 403, 403, 200, 200, 404];
const ownersOnly: Expected = [401, 403, 403, 403, 403, 403, 200, 404];
/** A stranger's body names records of this workspace, which are nothing in theirs. */
const createsForOthers: Expected = [401, 403, 201, 201, 201, 201, 201, 422];
const createsOwn: Expected = [401, 403, 201, 422, 422, 201, 201, 422];
const managersCreate: Expected = [401, 403, 403, 403, 403, 201, 201, 201];

const reads = { list: everyone, count: everyone, aggregate: everyone, get: theirWorkspace, changes: theirWorkspace };
const changes = (who: Expected) => ({ update: who, delete: who, restore: who, batch: who });
/** Whoever may do it to some may ask for all; each record's own rights are looked at when it is done. */
const sellersBulk: Expected = [401, 403, 200, 200, 200, 200, 200, 200];
const managersBulk: Expected = [401, 403, 403, 403, 403, 200, 200, 200];
const work = { ...reads, bulk: sellersBulk, create: createsForOthers, ...changes(sellersOwn) };
const signed = { ...work, create: createsOwn };
const directory = { ...reads, bulk: managersBulk, create: managersCreate, ...changes(managers) };

/** Who may not import sees nothing of it. */
const importers: Expected = [401, 403, 403, 403, 403, 200, 200, 200];
const importersOne: Expected = [401, 403, 403, 403, 403, 200, 200, 404];

/** What the nine routes of every noun must answer, written down by hand: no policy is read here. */
export const nounExpectations: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  companies: work,
  people: work,
  deals: work,
  tasks: work,
  notes: signed,
  'deal-lines': signed,
  products: directory,
  pipelines: directory,
  stages: { ...directory, create: [401, 403, 403, 403, 403, 201, 201, 422] },
  'exchange-rates': directory,
  teams: directory,
  members: { ...directory, delete: ownersOnly, restore: ownersOnly },
  'stage-visits': reads,
  // A noun of the workspace's own, which a stranger's workspace does not have.
  workspaceRecords: {
    ...{ list: theirWorkspace, count: theirWorkspace, aggregate: theirWorkspace },
    ...{ get: theirWorkspace, changes: theirWorkspace, create: [401, 403, 201, 201, 201, 201, 201, 404] },
    ...changes(sellersOwn),
    bulk: [401, 403, 200, 200, 200, 200, 200, 404],
  },
  imports: { list: importers, count: importers, aggregate: importers, get: importersOne, changes: importersOne },
};

const ownersRoute: Expected = [401, 403, 403, 403, 403, 403, 200, 404];

/** What is one person's alone is nothing to all others. */
const ownersPrivate: Expected = [401, 404, 404, 404, 404, 404, 200, 404];

/** Each seller is the one whose record the file is of. */
const filesOfSeller: Expected = [401, 403, 201, 201, 201, 201, 201, 404];

/** Goes back to a layout that is there anyway. */
export const standardLayout = {
  ...{ noun: 'company', surface: 'card', role: null, kindField: null, kind: null, version: 0, layout: null },
};

/** The routes that are no noun's. */
export const routeExpectations: Readonly<Record<string, Expected>> = {
  'setup.get': [200, 200, 200, 200, 200, 200, 200, 200],
  'setup.run': [409, 409, 409, 409, 409, 409, 409, 409],
  'demo.get': [401, 403, 403, 403, 403, 403, 200, 200],
  'demo.start': [401, 403, 403, 403, 403, 403, 409, 409],
  'metadata.get': everyone,
  'files.upload': [401, 403, 201, 201, 201, 201, 201, 201],
  'files.read': theirWorkspace,
  'files.versions': theirWorkspace,
  'files.replace': filesOfSeller,
  'files.restore': filesOfSeller,
  'configuration.versions': [401, 403, 403, 403, 403, 403, 200, 200],
  'configuration.differences': [401, 403, 403, 403, 403, 403, 200, 200],
  'configuration.export': [401, 403, 403, 403, 403, 403, 200, 200],
  'configuration.preview': [401, 403, 403, 403, 403, 403, 200, 200],
  'configuration.apply': [401, 403, 403, 403, 403, 403, 200, 200],
  'customNouns.list': [401, 403, 403, 403, 403, 403, 200, 200],
  'customNouns.add': [401, 403, 403, 403, 403, 403, 201, 201],
  'customNouns.change': ownersRoute,
  'changes.feed': everyone,
  'bulkJobs.get': ownersPrivate,
  'bulkJobs.cancel': ownersPrivate,
  'bulkJobs.undo': [401, 404, 404, 404, 404, 404, 409, 404],
  'stream.open': everyone,
  'webhooks.list': [401, 403, 403, 403, 403, 403, 200, 200],
  'webhooks.create': [401, 403, 403, 403, 403, 403, 201, 201],
  'webhooks.update': ownersRoute,
  'webhooks.delete': ownersRoute,
  'webhooks.rotate': ownersRoute,
  'webhooks.test': [401, 403, 403, 403, 403, 403, 202, 404],
  'webhooks.deliveries': ownersRoute,
  'webhooks.delivery': ownersRoute,
  'webhooks.replayOne': [401, 403, 403, 403, 403, 403, 202, 404],
  'webhooks.replay': [401, 403, 403, 403, 403, 403, 202, 404],
  'presence.keep': theirWorkspace,
  'presence.end': [401, 204, 204, 204, 204, 204, 204, 204],
  'customFields.list': [401, 403, 403, 403, 403, 403, 200, 200],
  'customFields.add': [401, 403, 403, 403, 403, 403, 201, 201],
  'customFields.change': ownersRoute,
  'customFields.preview': [401, 403, 403, 403, 403, 403, 200, 200],
  'customFields.progress': everyone,
  'layouts.list': [401, 403, 403, 403, 403, 403, 200, 200],
  'layouts.put': [401, 403, 403, 403, 403, 403, 200, 200],
  'fieldSettings.list': [401, 403, 403, 403, 403, 403, 200, 200],
  'fieldSettings.put': [401, 403, 403, 403, 403, 403, 200, 200],
  'views.list': everyone,
  'views.create': [401, 201, 201, 201, 201, 201, 201, 201],
  'views.change': ownersPrivate,
  'views.delete': ownersPrivate,
  'views.restore': ownersPrivate,
  'views.choose': everyone,
  'session.get': everyone,
  'workspace.update': [401, 403, 403, 403, 403, 403, 200, 200],
  'members.getAccount': ownersRoute,
  'members.giveAccount': [401, 403, 403, 403, 403, 403, 201, 404],
  'members.deactivate': ownersRoute,
  'apiKeys.list': everyone,
  'apiKeys.create': [401, 201, 201, 201, 201, 201, 201, 201],
  'apiKeys.delete': [401, 404, 404, 404, 404, 404, 200, 404],
  'deals.board': theirWorkspace,
  'pipelineReport.get': everyone,
  'imports.upload': [401, 403, 403, 403, 403, 201, 201, 201],
  'imports.table': importersOne,
  'imports.check': importersOne,
  'imports.start': importersOne,
  'imports.state': importersOne,
  'imports.cancel': importersOne,
  'imports.rejectedRows': importersOne,
  'imports.rejected': importersOne,
};
