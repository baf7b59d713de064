import type { Field, FieldKind } from '../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { noteWritten, settleNow } from '../computed/settle.ts';
import type { TransactionContext } from '../context.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { storageOf } from '../metadata/storage.ts';

/** What may say who somebody is, by kind. */
const telling: ReadonlySet<FieldKind> = new Set([
  ...(['text', 'longText', 'richText', 'json', 'location', 'emails', 'phones', 'urls', 'files'] as const),
  ...(['personName', 'address'] as const),
]);
/** What figures are made of, and says of nobody who they are. */
const counted: ReadonlySet<FieldKind> = new Set([
  ...(['number', 'percent', 'rating', 'money', 'boolean', 'autonumber'] as const),
]);

/** Stands where a record must have a text. */
export const nobody = '—';

/**
 * Empties records of what tells of somebody, in the bin or not. `wholly`: of everything but its figures and the fields in
 * `keeps`; else of texts, addresses and files alone. They stay where they are, and others go on pointing at them. `eraseChanges` is to follow.
 */
export async function eraseRecords(
  tx: TransactionContext,
  noun: Noun,
  ids: readonly string[],
  { wholly = false, keeps = [] as readonly string[] } = {},
): Promise<void> {
  if (ids.length === 0) return;
  const names = erasedFields(noun, wholly, keeps);
  const values = Object.fromEntries(names.map(([name, field]) => [name, emptyOf(noun, name, field)]));
  await write(tx, noun, ids, values);
  const links = names.filter(([, field]) => field.kind === 'links').map(([name]) => name);
  for (const name of links) await unlink(tx, noun, name, ids);
  const after = Object.fromEntries(names.map(([name]) => [name, values[name] ?? null]));
  await settleNow(tx, noun, ids, []);
  noteWritten(
    tx,
    noun,
    ids.map((id) => ({ id, before: {}, after })),
  );
}

function erasedFields(noun: Noun, wholly: boolean, keeps: readonly string[]): readonly (readonly [string, Field])[] {
  const own = Object.entries<Field>(noun.fields).filter(([name, field]) => {
    if (field.computed || keeps.includes(name) || field.kind === 'autonumber') return false;
    return wholly ? !counted.has(field.kind) : telling.has(field.kind);
  });
  return [...own, ['externalId', allFields(noun).externalId as Field]];
}

/** Texts that must be there say nothing; days and pointers that must be there stay. */
function emptyOf(noun: Noun, name: string, field: Field): unknown {
  if (name !== noun.title && !field.required) return null;
  if (field.kind === 'personName') return { given: nobody, middle: null, family: null, prefix: null };
  return telling.has(field.kind) ? nobody : undefined;
}

async function write(
  tx: TransactionContext,
  noun: Noun,
  ids: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const columns = Object.entries(values).flatMap(([name, value]) => {
    const field = allFields(noun)[name];
    if (!field || value === undefined || field.kind === 'links') return [];
    const storage = storageOf(field);
    const written = storage.write(value, snakeCase(name));
    return storage
      .columns(snakeCase(name), field)
      .map(({ name: column }) => [column, written[column] ?? null] as const);
  });
  const sets = columns.map(([column], index) => `${quote(column)} = $${index + 2}`);
  await tx.db.query({
    text: `update ${quote(tableOf(noun))} set ${[...sets, `search = ''`, 'version = version + 1', 'updated_at = now()'].join(', ')}
      where id = any($1::uuid[])`,
    values: [ids, ...columns.map(([, value]) => value)],
  });
}

/** A link is in the table of the one it leads from; between records of one noun, it may lead back as well. */
async function unlink(tx: TransactionContext, noun: Noun, name: string, ids: readonly string[]): Promise<void> {
  const field = noun.fields[name];
  const back = field?.kind === 'links' && field.to === noun.name ? ' or target = any($1::uuid[])' : '';
  await tx.db.query({
    text: `delete from ${quote(linksTableOf(noun, name))} where source = any($1::uuid[])${back}`,
    values: [ids],
  });
}
