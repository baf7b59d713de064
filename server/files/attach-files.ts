import { invalid } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, FileReference } from '../../shared/nouns/value.ts';
import type { Context, TransactionContext } from '../context.ts';
import { attach, detach, lockFiles } from './file.repository.ts';

type Values = Record<string, unknown>;

/** The `files` fields among the values. */
export function fileFieldsIn(noun: Noun, values: Values): readonly string[] {
  return Object.keys(values).filter((name) => noun.fields[name]?.kind === 'files');
}

/**
 * The values with the files that are named told in full, as the server knows them. They become the record's, and those it
 * held `before` and holds no more are given up.
 * @throws AppError 422 for a file that is another record's, somebody else's upload, or not there.
 */
export async function attachFiles(
  ctx: TransactionContext,
  noun: Noun,
  record: string,
  values: Values,
  before: AnyRecord | null,
): Promise<Values> {
  let told = values;
  for (const field of fileFieldsIn(noun, values)) {
    const wanted = ((values[field] ?? []) as readonly FileReference[]).map(({ id }) => id);
    const held = ((before?.[field] ?? []) as readonly FileReference[]).map(({ id }) => id);
    const place = { noun: noun.name, record, field };
    const known = new Map((await lockFiles(ctx.db, wanted)).map((file) => [file.id, file]));
    const mayTake = (id: string) => {
      const file = known.get(id);
      if (!file?.current) return false;
      if (file.record === null) return isUploader(ctx, file.uploadedBy);
      return file.noun === place.noun && file.record === record && file.field === field;
    };
    const faults = wanted.flatMap((id, index) =>
      mayTake(id) ? [] : [{ path: `${field}.${index}`, code: 'fileMissing' }],
    );
    if (faults.length > 0) throw invalid(faults);
    if (wanted.length > 0) await attach(ctx.db, wanted, place);
    const gone = held.filter((id) => !wanted.includes(id));
    if (gone.length > 0) await detach(ctx.db, gone);
    told = { ...told, [field]: wanted.map((id) => referenceTo(id, known.get(id)?.current)) };
  }
  return told;
}

/** What no record has yet is its uploader's alone. */
export function isUploader({ actor }: Context, uploadedBy: string | null): boolean {
  return actor.role === 'system' || (uploadedBy !== null && uploadedBy === actor.memberId);
}

/** A file as a record's JSON tells it. */
export function referenceTo(id: string, current: Omit<FileReference, 'id'> | undefined): FileReference {
  if (!current) throw new Error(`File ${id} has no version`);
  const { name, type, size, version } = current;
  return { id, name, type, size, version };
}
