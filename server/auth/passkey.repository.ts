import type { Passkey } from '../../shared/contract/passkey.ts';
import type { Queryable } from '../db/database.ts';

/** What is needed to check what a passkey signed. */
export interface PasskeyKey {
  readonly id: string;
  readonly account: string;
  readonly publicKey: Buffer;
  /** How often it was used, where it counts: less than before is a copy of it. */
  readonly counter: number;
  /** The name of the address it was made for, which alone it answers to. */
  readonly host: string;
}

const shown = `id, name, to_json(created_at) #>> '{}' as "createdAt", to_json(last_used_at) #>> '{}' as "lastUsedAt"`;

export function listPasskeyRows(control: Queryable, accountId: string): Promise<Passkey[]> {
  return control.query<Passkey>({
    text: `select ${shown} from passkey where account = $1 order by created_at, id`,
    values: [accountId],
  });
}

/** How browsers know an account's passkeys of one address. */
export function listCredentials(control: Queryable, accountId: string, host: string) {
  return control.query<{ id: string; transports: string[] }>({
    text: 'select credential as id, transports from passkey where account = $1 and host = $2',
    values: [accountId, host],
  });
}

export interface NewPasskey extends Omit<PasskeyKey, 'id'> {
  readonly credential: string;
  readonly transports: readonly string[];
  readonly name: string;
}

/** Null where it is somebody's already. */
export async function insertPasskey(control: Queryable, key: NewPasskey): Promise<Passkey | null> {
  const [row] = await control.query<Passkey>({
    text: `insert into passkey (account, credential, public_key, counter, transports, host, name)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential) do nothing returning ${shown}`,
    values: [key.account, key.credential, key.publicKey, key.counter, key.transports, key.host, key.name],
  });
  return row ?? null;
}

/** Whose passkey a browser says it has. */
export async function findPasskeyHolder(control: Queryable, credential: string): Promise<string | null> {
  const [row] = await control.query<{ account: string }>({
    text: 'select account from passkey where credential = $1',
    values: [credential],
  });
  return row?.account ?? null;
}

/** Nobody else uses it before the transaction ends. */
export async function lockPasskey(control: Queryable, credential: string): Promise<PasskeyKey | null> {
  const [row] = await control.query<PasskeyKey>({
    text: `select id, account, public_key as "publicKey", counter::double precision as counter, host
      from passkey where credential = $1 for update`,
    values: [credential],
  });
  return row ?? null;
}

export async function notePasskeyUse(control: Queryable, id: string, counter: number): Promise<void> {
  await control.query({
    text: 'update passkey set counter = $2, last_used_at = now() where id = $1',
    values: [id, counter],
  });
}

/** Null where the account has no such. */
export async function writePasskeyName(control: Queryable, accountId: string, id: string, name: string) {
  const [row] = await control.query<Passkey>({
    text: `update passkey set name = $3 where account = $1 and id = $2 returning ${shown}`,
    values: [accountId, id, name],
  });
  return row ?? null;
}

/** False where the account has no such. */
export async function deletePasskey(control: Queryable, accountId: string, id: string): Promise<boolean> {
  const rows = await control.query({
    text: 'delete from passkey where account = $1 and id = $2 returning id',
    values: [accountId, id],
  });
  return rows.length > 0;
}

export interface ChallengeRow {
  /** What may be answered with it. */
  readonly purpose: string;
  /** The session or the browser it was given to. */
  readonly holder: string;
  readonly origin: string;
}

export async function insertChallenge(control: Queryable, hash: Buffer, given: ChallengeRow, seconds: number) {
  await control.query({
    text: `insert into passkey_challenge (hash, purpose, holder, origin, expires_at)
      values ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
    values: [hash, given.purpose, given.holder, given.origin, seconds],
  });
}

/** Takes it, once; the origin it was given to, null for another's, another purpose's and one whose time is over. */
export async function takeChallengeRow(
  control: Queryable,
  hash: Buffer,
  { purpose, holder }: Omit<ChallengeRow, 'origin'>,
): Promise<string | null> {
  const [row] = await control.query<{ origin: string }>({
    text: `delete from passkey_challenge where hash = $1 and purpose = $2 and holder = $3 and expires_at > now()
      returning origin`,
    values: [hash, purpose, holder],
  });
  return row?.origin ?? null;
}
