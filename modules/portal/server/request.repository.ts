import type { PortalClient } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import type { FileReference } from '../../../shared/nouns/value.ts';

export interface RequestRow {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly kind: string | null;
  readonly state: string | null;
  readonly createdAt: string;
  readonly solvedAt: string | null;
  readonly mine: boolean;
  readonly from: string | null;
  readonly description: string | null;
  readonly answer: string | null;
  readonly responsible: string | null;
  readonly files: readonly FileReference[] | null;
}

export interface CommentRow {
  readonly id: string;
  readonly at: string;
  readonly direction: string;
  readonly name: string | null;
  readonly body: string;
  readonly files: readonly FileReference[] | null;
}

/** What of tickets `t` is the client's: asked for by every statement here, by the id of the person ($1) and of their company ($2). */
const theirs = 't.deleted_at is null and (t.person = $1::uuid or t.company = $2::uuid)';
const whose = ({ person, company }: PortalClient) => [person, company];

const shown = `t.id, coalesce(t.number, '') as number, t.subject, t.kind, t.state, t.created_at as "createdAt", t.solved_at as "solvedAt",
  coalesce(t.person = $1::uuid, false) as mine, p.name as "from"`;

export function listRequests(db: Queryable, client: PortalClient, limit: number): Promise<RequestRow[]> {
  return db.query<RequestRow>({
    text: `select ${shown} from tickets t left join people p on p.id = t.person where ${theirs} order by t.id desc limit $3`,
    values: [...whose(client), limit],
  });
}

/** Null for what is not the client's, as for what is not there. */
export async function findRequest(db: Queryable, client: PortalClient, id: string): Promise<RequestRow | null> {
  const [row] = await db.query<RequestRow>({
    text: `select ${shown}, t.description, t.answer, m.name as responsible,
        (select jsonb_agg(f order by n) from jsonb_array_elements(t.files) with ordinality as e(f, n)
          where exists (select from portal_file s where s.file = (f ->> 'id')::uuid)) as files
      from tickets t left join people p on p.id = t.person left join members m on m.id = t.owner
      where ${theirs} and t.id = $3`,
    values: [...whose(client), id],
  });
  return row ?? null;
}

/** The states a ticket was in, from the first on. */
export function listStages(db: Queryable, ticket: string): Promise<{ state: string; at: string }[]> {
  return db.query({
    text: `select fields -> 'state' ->> 'to' as state, at from change
      where noun = 'ticket' and record = $1 and fields -> 'state' ->> 'to' is not null order by at, id`,
    values: [ticket],
  });
}

/** What was said to and by the client, the oldest first. */
export function listComments(db: Queryable, ticket: string): Promise<CommentRow[]> {
  return db.query<CommentRow>({
    text: `select c.id, c.created_at as at, c.direction, c.body, c.files,
        case when c.direction = 'fromClient' then p.name else m.name end as name
      from ticket_comments c left join people p on p.id = c.person left join members m on m.id = c.author
      where c.ticket = $1 and c.deleted_at is null order by c.created_at, c.id limit 500`,
    values: [ticket],
  });
}

/** Whether a file belongs to what the client may read: sent with a request by the portal, or with something said there. */
export async function isTheirFile(db: Queryable, client: PortalClient, file: string): Promise<boolean> {
  const rows = await db.query({
    text: `select from stored_file f where f.id = $3 and f.detached_at is null and f.field = 'files' and (
        f.noun = 'ticket' and exists (select from portal_file s where s.file = f.id)
          and exists (select from tickets t where t.id = f.record and ${theirs})
        or f.noun = 'ticketComment' and exists (select from ticket_comments c join tickets t on t.id = c.ticket
          where c.id = f.record and c.deleted_at is null and ${theirs}))`,
    values: [...whose(client), file],
  });
  return rows.length > 0;
}

export async function noteFile(db: Queryable, file: string, account: string): Promise<void> {
  await db.query({ text: 'insert into portal_file (file, account) values ($1, $2)', values: [file, account] });
}

/** Of these files those that the account sent and that belong to nothing yet; nobody else takes them meanwhile. */
export async function lockOwnFiles(
  db: Queryable,
  account: string,
  files: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>({
    text: `select f.id from portal_file s join stored_file f on f.id = s.file
      where s.file = any($1::uuid[]) and s.account = $2 and f.record is null for update of f`,
    values: [files, account],
  });
  return new Set(rows.map(({ id }) => id));
}

/** Files that are gone need no name. */
export async function clearFilesOf(db: Queryable): Promise<void> {
  await db.query({
    text: 'delete from portal_file s where not exists (select from stored_file f where f.id = s.file)',
  });
}
