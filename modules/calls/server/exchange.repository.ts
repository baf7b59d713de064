import type { Queryable } from '../../../server/db/database.ts';
import type { Exchange, ExchangeInput, ExchangePatch } from '../contract/index.ts';

/** As the table holds it; its key is sealed. */
export interface ExchangeRow extends Omit<Exchange, 'path' | 'names'> {
  readonly key: string;
}

const columns = `id, name, active, networks, dial_url as "dialUrl", keep_days as "keepDays", lines, extensions, key,
  to_json(last_event_at) #>> '{}' as "lastEventAt"`;

export function listExchangeRows(db: Queryable): Promise<ExchangeRow[]> {
  return db.query<ExchangeRow>({ name: 'exchange.list', text: `select ${columns} from phone_exchange order by id` });
}

export async function findExchangeRow(db: Queryable, id: string): Promise<ExchangeRow | null> {
  const [row] = await db.query<ExchangeRow>({
    name: 'exchange.find',
    text: `select ${columns} from phone_exchange where id = $1`,
    values: [id],
  });
  return row ?? null;
}

export async function insertExchange(
  db: Queryable,
  {
    id,
    name,
    active,
    networks,
    dialUrl,
    keepDays,
    lines,
    extensions,
    key,
  }: ExchangeInput & Pick<ExchangeRow, 'id' | 'key'>,
): Promise<void> {
  const [networksText, linesText, extensionsText] = [networks, lines, extensions].map((list) => JSON.stringify(list));
  await db.query({
    text: `insert into phone_exchange (id, name, active, networks, dial_url, lines, extensions, key, keep_days)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [id, name, active, networksText, dialUrl, linesText, extensionsText, key, keepDays],
  });
}

/** Writes what is given and leaves the rest. */
export async function updateExchangeRow(
  db: Queryable,
  id: string,
  patch: ExchangePatch & { readonly key?: string },
): Promise<void> {
  const { name, active, networks, dialUrl, keepDays, lines, extensions, key } = patch;
  const text = (list: unknown) => (list === undefined ? null : JSON.stringify(list));
  await db.query({
    text: `update phone_exchange set name = coalesce($2, name), active = coalesce($3, active),
      networks = coalesce($4, networks), dial_url = case when $5 then $6 else dial_url end,
      lines = coalesce($7, lines), extensions = coalesce($8, extensions), key = coalesce($9, key),
      keep_days = case when $10 then $11 else keep_days end where id = $1`,
    values: [
      ...[id, name ?? null, active ?? null, text(networks)],
      ...[dialUrl !== undefined, dialUrl ?? null, text(lines), text(extensions), key ?? null],
      ...[keepDays !== undefined, keepDays ?? null],
    ],
  });
}

export async function deleteExchangeRow(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'delete from phone_exchange where id = $1', values: [id] });
}

export async function noteEvent(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'update phone_exchange set last_event_at = now() where id = $1', values: [id] });
}
