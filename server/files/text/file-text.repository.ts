import type { Queryable } from '../../db/database.ts';
import type { IndexedText } from './text-parts.ts';

/** What became of reading a file: `none` has no words, or none that are read here; `failed` was tried in vain. */
export type TextState = 'waiting' | 'read' | 'none' | 'tooLarge' | 'failed';

/** The words of the newest version of each file, to be found by; of those there were before, all wait to be read. */
export const fileTextDdl: readonly string[] = [
  `create table if not exists file_text (
    file uuid primary key,
    version int not null,
    state text not null default 'waiting',
    attempts int not null default 0,
    fault text,
    parts text[] not null default '{}',
    search text not null default '')`,
  `create index if not exists file_text_waiting on file_text (file) where state = 'waiting'`,
  `create index if not exists file_text_failed on file_text (file) where state = 'failed'`,
  'create index if not exists file_text_search on file_text using gin (search gin_trgm_ops)',
  `insert into file_text (file, version) select distinct on (file) file, version from file_version
    order by file, version desc on conflict (file) do nothing`,
];

/** SQL that has the version in row `of` read; what the one before it said is found no more. */
export function awaitTextSql(of: string): string {
  return (
    `insert into file_text (file, version) select file, version from ${of} on conflict (file) do update set ` +
    `version = excluded.version, state = 'waiting', attempts = 0, fault = null, parts = '{}', search = ''`
  );
}

export interface WaitingFile {
  readonly file: string;
  readonly version: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly hash: string;
  /** This one included. */
  readonly attempts: number;
}

/** Takes the next file that waits to be read; null when none does. */
export async function takeWaiting(db: Queryable): Promise<WaitingFile | null> {
  const [row] = await db.query<WaitingFile>({
    name: 'file.text.take',
    text: `update file_text t set attempts = t.attempts + 1 from file_version v
      where t.file = (select file from file_text where state = 'waiting' order by file limit 1 for update skip locked)
        and v.file = t.file and v.version = t.version
      returning t.file, t.version, v.name, v.type, v.size::float8 as size, v.hash, t.attempts`,
  });
  return row ?? null;
}

/** Writes down what became of reading a file, unless it has another version by now. */
export async function noteText(
  db: Queryable,
  { file, version }: Pick<WaitingFile, 'file' | 'version'>,
  state: TextState,
  { text, fault = null }: { readonly text?: IndexedText; readonly fault?: string | null } = {},
): Promise<void> {
  await db.query({
    name: 'file.text.note',
    text: `update file_text set state = $3, fault = $4, parts = $5, search = $6 where file = $1 and version = $2`,
    values: [file, version, state, fault, text?.parts ?? [], text?.search ?? ''],
  });
}

/** How many files were tried in vain. */
export async function countUnreadable(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from file_text where state = 'failed'`,
  });
  return row?.count ?? 0;
}

export async function isAnyWaiting(db: Queryable): Promise<boolean> {
  const [row] = await db.query<{ waits: boolean }>({
    text: `select exists (select from file_text where state = 'waiting') as waits`,
  });
  return row?.waits ?? false;
}
