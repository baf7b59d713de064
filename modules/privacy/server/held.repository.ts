import type { Context, TransactionContext } from '../../../server/context.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../../../server/metadata/names.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { recording } from '../../calls/contract/index.ts';
import { isForItself, pointersOf } from './pointers.ts';

/** Records of a noun that have to do with a person. */
export interface Share {
  readonly noun: Noun;
  readonly ids: readonly string[];
}

export interface HeldRecords {
  /** They tell of this person: notes, tasks, a lead that became one. In the bin or not. */
  readonly about: readonly Share[];
  /** They name the person, and are of somebody or something else: deals, decisions, a company's main contact. */
  readonly among: readonly Share[];
}

/** What points at a person: what is about them (`pointersOf`), and what only names them. */
export async function findHeld(ctx: Context, id: string): Promise<HeldRecords> {
  const [about, among]: [Share[], Share[]] = [[], []];
  for (const noun of ctx.registry.nouns) {
    if (isForItself(noun)) continue;
    const pointers = pointersOf(noun);
    const own = await pointingAt(ctx, noun, pointers.about, id);
    if (own.length > 0) about.push({ noun, ids: own });
    const naming = [
      ...(await pointingAt(ctx, noun, pointers.naming, id)),
      ...(await linkedTo(ctx, noun, pointers.links, id)),
    ];
    const others = [...new Set(naming)].filter((one) => one !== id && !own.includes(one)).sort();
    if (others.length > 0) among.push({ noun, ids: others });
  }
  return { about, among };
}

/** The recordings of calls with a person: what they said is theirs, though it hangs on the call. They are erased with the call. */
export async function findRecordings(ctx: Context, about: readonly Share[]): Promise<readonly Share[]> {
  const noun = ctx.registry.findNoun(recording.name);
  const calls = about.find((share) => share.noun.name === recording.fields.call.to)?.ids ?? [];
  if (!noun || calls.length === 0) return [];
  const rows = await ctx.db.query<{ id: string }>({
    text: `select id from ${quote(tableOf(noun))} where call = any($1::uuid[]) order by id`,
    values: [calls],
  });
  return rows.length > 0 ? [{ noun, ids: rows.map(({ id }) => id) }] : [];
}

async function pointingAt(ctx: Context, noun: Noun, fields: readonly string[], id: string): Promise<readonly string[]> {
  if (fields.length === 0) return [];
  const points = fields.map((name) => `${quote(snakeCase(name))} = $1`).join(' or ');
  const rows = await ctx.db.query<{ id: string }>({
    text: `select id from ${quote(tableOf(noun))} where ${points} order by id`,
    values: [id],
  });
  return rows.map((row) => row.id);
}

async function linkedTo(ctx: Context, noun: Noun, fields: readonly string[], id: string): Promise<readonly string[]> {
  if (fields.length === 0) return [];
  const parts = fields.map((name) => `select source as id from ${quote(linksTableOf(noun, name))} where target = $1`);
  const rows = await ctx.db.query<{ id: string }>({ text: `${parts.join(' union ')} order by id`, values: [id] });
  return rows.map((row) => row.id);
}

/** Letters, files and changes of these records. */
export async function countTraces(
  ctx: Context,
  ids: readonly string[],
): Promise<{ letters: number; files: number; changes: number }> {
  const [row] = await ctx.db.query<{ letters: number; files: number; changes: number }>({
    text: `select (select count(*)::int from letter where record = any($1::uuid[])) as letters,
      (select count(*)::int from stored_file where record = any($1::uuid[])) as files,
      (select count(*)::int from change where record = any($1::uuid[])) as changes`,
    values: [ids],
  });
  return row ?? { letters: 0, files: 0, changes: 0 };
}

/** The letters about these records as they are kept: what they say is sealed, or gone. */
export function listLetters(ctx: Context, ids: readonly string[]): Promise<{ content: string | null }[]> {
  return ctx.db.query({
    text: `select at, kind, to_address as "to", subject, state, sent_at as "sentAt", content from letter
      where record = any($1::uuid[]) order by id`,
    values: [ids],
  });
}

export interface FileVersion {
  readonly file: string;
  readonly version: number;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly hash: string;
}

export function listFileVersions(ctx: Context, ids: readonly string[]): Promise<FileVersion[]> {
  return ctx.db.query<FileVersion>({
    text: `select v.file, v.version, v.name, v.size::float8 as size, v.hash from stored_file f
      join file_version v on v.file = f.id where f.record = any($1::uuid[]) order by v.file, v.version`,
    values: [ids],
  });
}

/** Others who would change the person wait until this transaction ends. */
export async function lockPerson({ db }: TransactionContext, noun: Noun, id: string): Promise<void> {
  await db.query({ text: `select from ${quote(tableOf(noun))} where id = $1 for update`, values: [id] });
}
