/** Who calls a route, and whose the record is. */
export const callers = ['nobody', 'viewer', 'own', 'mate', 'other', 'manager', 'owner', 'stranger'] as const;
export type Caller = (typeof callers)[number];

/** The status each caller must get, in the order of `callers`: the seller three times, by whose record it is. */
export type Expected = readonly [number, number, number, number, number, number, number, number];

/** What a module says of its routes in `modules/<module>/server/access.factory.ts`; written by hand, no policy is read. */
export interface ModuleAccess {
  /** By plural. */
  readonly nouns?: Readonly<Record<string, NounAccess>>;
  /** The routes that are no noun's, by the endpoint's name: what callers get, and how it is called. */
  readonly routes?: Readonly<Record<string, RouteAccess>>;
}

export interface NounAccess {
  /** By verb. */
  readonly expected: Readonly<Record<string, Expected>>;
  /** What a record of that member's is created with. */
  readonly body?: (world: MatrixWorld, member: string) => object | Promise<object>;
  /** A record of that member's, where posting a body does not make one. */
  readonly record?: (world: MatrixWorld, member: string) => Promise<string>;
  /** Where its routes are, when that is not its plural; what has to be there first is made now. */
  readonly path?: (world: MatrixWorld) => Promise<string>;
}

export type RouteAccess = readonly [
  expected: Expected,
  make: (world: MatrixWorld) => Call | Promise<Call>,
  /** What a client signed in to the portal gets; what nobody gets, where it is not said: to all but the portal they are nobody. */
  client?: number,
];

/** One request, sent by whoever is to try it. */
export type Call = (client: Client) => Promise<Reply>;

export interface Client {
  get(path: string): Promise<Reply>;
  send(method: Method, path: string, body?: object, headers?: Record<string, string>): Promise<Reply>;
}
type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** The workspace in which all is tried. */
export interface MatrixWorld {
  readonly owner: Client;
  /** The member who calls as `own`. */
  readonly seller: string;
  readonly team: string;
  /** A value nothing has had yet. */
  next(): string;
  /** Makes something as the owner; answers its id. */
  create(path: string, body?: object): Promise<string>;
  /** What all share: made when it is first asked for. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
}

export const everyone: Expected = [401, 200, 200, 200, 200, 200, 200, 200];
export const theirWorkspace: Expected = [401, 200, 200, 200, 200, 200, 200, 404];
export const ownersOnly: Expected = [401, 403, 403, 403, 403, 403, 200, 404];
/** An owner's, of what every workspace has: a stranger is an owner too, of theirs. */
export const everyOwner: Expected = [401, 403, 403, 403, 403, 403, 200, 200];
export const everyOwnerCreates: Expected = [401, 403, 403, 403, 403, 403, 201, 201];
/** What is one person's alone is nothing to all others. */
export const onePersons: Expected = [401, 404, 404, 404, 404, 404, 200, 404];
export const everyoneCreates: Expected = [401, 201, 201, 201, 201, 201, 201, 201];
const managers: Expected = [401, 403, 403, 403, 403, 200, 200, 404];
const sellersOwn: Expected = [401, 403, 200, 403, 403, 200, 200, 404];

export const reads = {
  ...{ list: everyone, count: everyone, aggregate: everyone, positions: everyone },
  ...{ get: theirWorkspace, changes: theirWorkspace },
};
const changes = (who: Expected) => ({ update: who, delete: who, restore: who, batch: who });
/** Whoever may do it to some may ask for all; each record's own rights are looked at when it is done. */
const sellersBulk: Expected = [401, 403, 200, 200, 200, 200, 200, 200];
const managersBulk: Expected = [401, 403, 403, 403, 403, 200, 200, 200];
/** A stranger's body names records of this workspace, which are nothing in theirs. */
const createsForOthers: Expected = [401, 403, 201, 201, 201, 201, 201, 422];
const createsOwn: Expected = [401, 403, 201, 422, 422, 201, 201, 422];
const managersCreate: Expected = [401, 403, 403, 403, 403, 201, 201, 201];

/** Nouns with the rights `work`: sellers change what is theirs. */
export const work = { ...reads, bulk: sellersBulk, create: createsForOthers, ...changes(sellersOwn) };
/** As `work`, where nobody but a manager writes in another's name. */
export const signed = { ...work, create: createsOwn };
/** What managers keep for all. */
export const directory = { ...reads, bulk: managersBulk, create: managersCreate, ...changes(managers) };
/** Nouns of which two records may be made one: by whoever may change both. */
const merging = (who: Expected) => ({
  ...{ merges: theirWorkspace, duplicates: theirWorkspace, mergePreview: who, unmerge: who },
  merge: who.map((status) => (status === 200 ? 201 : status)) as unknown as Expected,
});
export const mergedBySellers = merging(sellersOwn);
export const mergedByManagers = merging(managers);

/** What says who may what. */
export const ownersAlone = {
  ...{ list: everyOwner, count: everyOwner, aggregate: everyOwner, positions: everyOwner },
  ...{ get: ownersOnly, changes: ownersOnly },
  ...{ bulk: everyOwner, create: everyOwnerCreates, ...changes(ownersOnly) },
};

export const read = (path: string): Call => send('GET', path);
export const post = (path: string, body?: object): Call => send('POST', path, body);
export const put = (path: string, body: object): Call => send('PUT', path, body);
export const patch = (path: string, body: object): Call => send('PATCH', path, body);
export const remove = (path: string): Call => send('DELETE', path);

function send(method: Method | 'GET', path: string, body?: object): Call {
  const address = `/api/v1${path}`;
  return (client) => (method === 'GET' ? client.get(address) : client.send(method, address, body));
}

/** The id of what an answer says was made. */
export function idIn({ body, status, text }: Reply): string {
  return (body as { id?: string }).id ?? `none: ${status} ${text}`;
}

const boundary = 'rapport-matrix';
const csv = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\nName,Industry\nAcme,retail\n\r\n--${boundary}--\r\n`;

/** Sends a small table as a browser's form does. */
export const upload =
  (path: string): Call =>
  (client) =>
    client.send('POST', `/api/v1${path}`, Buffer.from(csv), {
      'content-type': `multipart/form-data; boundary=${boundary}`,
    });
