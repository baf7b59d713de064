import type { Readable } from 'node:stream';
import { forbidden, notFound } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, FileReference } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import { takeOut } from '../access-log/take-out.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { getRecord, lockRecord, readForChange } from '../records/read.ts';
import { readMany } from '../records/read-many.ts';
import { writeFields } from '../records/update.ts';
import { newId } from '../records/uuid.ts';
import { isUploader, referenceTo } from './attach-files.ts';
import {
  type FileRow,
  findFile,
  findRemoved,
  insertFile,
  insertVersion,
  listVersions,
  lockContent,
  type VersionRow,
} from './file.repository.ts';
import { keeperOf, keyOf } from './file-keeper.ts';
import { assertFitsName } from './fits-name.ts';
import { type StagedFile, withStagedFile } from './receive-file.ts';
import { askToRead } from './text/read-job.ts';

/** Receives a file that no record has yet; a record takes it by naming its id. What is answered is kept. Throws 413 `fileTooLarge`, 422 `fileNotAsNamed`. */
export function uploadFile(ctx: Context, name: string, content: Readable): Promise<FileReference> {
  return withStagedFile(keeperOf(ctx), content, (staged) => {
    assertFitsName(name, staged.type);
    return inTransaction(ctx, async (tx) => {
      const id = newId();
      await insertFile(tx.db, id, ctx.actor.memberId);
      return referenceTo(id, await keepVersion(tx, id, name, staged));
    });
  });
}

/** A file's content as it is now or was. Throws 404 for what is not there or not the actor's to see. */
export async function readFile(
  ctx: Context,
  id: string,
  version?: number,
): Promise<{ version: VersionRow; content: Readable }> {
  const place = await assertReadable(ctx, id);
  if (place?.noun.filesTakenOut) await takeFileOut(ctx, place, id);
  const versions = await listVersions(ctx.db, id);
  const found = version === undefined ? versions[0] : versions.find((one) => one.version === version);
  if (!found) throw notFound('file', id);
  const content = await keeperOf(ctx).store.open(keyOf(ctx, found.hash));
  if (!content) throw new Error(`The content of file ${id}, version ${found.version}, is gone`);
  return { version: found, content };
}

/** What a file was, the newest first. Throws 404 as `readFile`. */
export async function listFileVersions(ctx: Context, id: string): Promise<readonly VersionRow[]> {
  await assertReadable(ctx, id);
  return listVersions(ctx.db, id);
}

/**
 * Files that were taken off a record's field and can be put back on it. What was taken off may have been taken from others'
 * eyes: throws 403 for a record the actor may not change, 404 for one they do not see or a field that is not there.
 */
export async function listRemovedFiles(
  ctx: Context,
  place: { readonly noun: string; readonly record: string; readonly field: string },
): Promise<readonly (FileReference & { readonly removedAt: string })[]> {
  const noun = ctx.registry.findNoun(place.noun);
  const field = noun?.fields[place.field];
  if (!noun || field?.kind !== 'files') throw notFound(place.noun, place.record);
  const { record, allowed } = await readForChange(ctx, noun, place.record, 'update');
  if (!allowed || record.deletedAt || field.readOnly) throw forbidden('update', noun.name);
  const removed = await findRemoved(ctx.db, place);
  return removed.map(({ id, removedAt, current }) => ({ ...referenceTo(id, current), removedAt }));
}

/** Gives a record's file new content; the old stays. Throws 404 for a file of no record the actor sees, 403 for one they may not change. */
export async function addFileVersion(
  ctx: Context,
  id: string,
  name: string,
  content: Readable,
): Promise<FileReference> {
  // Before anything is received: who may not change the record sends nothing.
  await inTransaction(ctx, (tx) => lockChangeable(tx, id));
  return withStagedFile(keeperOf(ctx), content, (staged) => {
    assertFitsName(name, staged.type);
    return inTransaction(ctx, async (tx) => {
      const { file, noun, record } = await lockChangeable(tx, id);
      return replace(tx, file, noun, record, await keepVersion(tx, id, name, staged));
    });
  });
}

/** Makes what a file was its newest version again. Throws as `addFileVersion`. */
export function restoreFileVersion(ctx: Context, id: string, version: number): Promise<FileReference> {
  return inTransaction(ctx, async (tx) => {
    const { file, noun, record } = await lockChangeable(tx, id);
    const former = (await listVersions(tx.db, id)).find((one) => one.version === version);
    if (!former) throw notFound('file', id);
    const restored = await insertVersion(tx.db, id, former, ctx.actor.memberId);
    await askToRead(tx);
    return replace(tx, file, noun, record, restored);
  });
}

/** The rows before the content, both before the answer: what breaks off between them is left over, and nothing more. */
async function keepVersion(tx: TransactionContext, id: string, name: string, staged: StagedFile): Promise<VersionRow> {
  await lockContent(tx.db, false);
  const version = await insertVersion(tx.db, id, { ...staged, name }, tx.actor.memberId);
  await keeperOf(tx).store.keep(staged.path, keyOf(tx, staged.hash));
  await askToRead(tx);
  return version;
}

async function replace(
  tx: TransactionContext,
  file: FileRow,
  noun: Noun,
  record: AnyRecord,
  version: VersionRow,
): Promise<FileReference> {
  const field = file.field ?? '';
  const reference = referenceTo(file.id, version);
  const files = ((record[field] ?? []) as readonly FileReference[]).map((one) =>
    one.id === file.id ? reference : one,
  );
  await writeFields(tx, noun, record, { [field]: files });
  return reference;
}

interface Place {
  readonly noun: Noun;
  readonly record: string;
}

/** Of some records a file is nothing to take along: that needs the right to export them, is written down first and counts as that. */
async function takeFileOut(ctx: Context, { noun, record }: Place, id: string): Promise<void> {
  assertMay(ctx, noun, 'export');
  const [mine] = await readMany(ctx, noun, 'id', [record], 'export');
  if (!mine) throw forbidden('export', noun.name);
  await takeOut(ctx, { kind: 'export', noun: noun.name, records: 1, ids: [record], details: { file: id } });
}

/** A file is read by whoever reads its record; null for one that no record has yet. */
async function assertReadable(ctx: Context, id: string): Promise<Place | null> {
  const file = await findFile(ctx.db, id);
  if (!file) throw notFound('file', id);
  if (file.record === null) {
    if (!isUploader(ctx, file.uploadedBy)) throw notFound('file', id);
    return null;
  }
  const noun = ctx.registry.findNoun(file.noun ?? '');
  if (!noun || !Object.hasOwn(noun.fields, file.field ?? '')) throw notFound('file', id);
  await getRecord(ctx, noun, file.record, { fields: [] });
  return { noun, record: file.record };
}

async function lockChangeable(tx: TransactionContext, id: string) {
  const file = await findFile(tx.db, id);
  const noun = file?.noun ? tx.registry.findNoun(file.noun) : null;
  if (!file?.record || !noun) throw notFound('file', id);
  const { record, allowed } = await lockRecord(tx, noun, file.record, 'update');
  const field = noun.fields[file.field ?? ''];
  if (!allowed || record.deletedAt || !field || field.readOnly) throw forbidden('update', noun.name);
  const isHeld = ((record[file.field ?? ''] ?? []) as readonly FileReference[]).some((one) => one.id === id);
  if (!isHeld) throw notFound('file', id);
  return { file, noun, record };
}
