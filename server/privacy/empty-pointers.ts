import type { Noun } from '../../shared/nouns/noun.ts';
import { appendChanges } from '../changes/append.ts';
import { noteWritten, settleNow } from '../computed/settle.ts';
import type { TransactionContext } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { storageOf } from '../metadata/storage.ts';

/**
 * Takes from the records of a noun, in the bin or not, that they point at a record by this field, and nothing else: they are others'. Where the field
 * must be filled, they go on pointing.
 */
export async function emptyPointers(tx: TransactionContext, noun: Noun, name: string, target: string): Promise<void> {
  const field = noun.fields[name];
  if (!field || field.required) return;
  const column = snakeCase(name);
  const empties = storageOf(field)
    .columns(column, field)
    .map((one) => `${quote(one.name)} = null`);
  const rows = await tx.db.query<{ id: string; noun: string | null }>({
    text: `with found as (select id, ${field.kind === 'anyRelation' ? quote(`${column}_noun`) : 'null::text'} as noun from ${quote(tableOf(noun))}
        where ${quote(column)} = $1 order by id for update)
      update ${quote(tableOf(noun))} t set ${empties.join(', ')}, version = version + 1, updated_at = now()
      from found where t.id = found.id returning t.id, found.noun`,
    values: [target],
  });
  if (rows.length === 0) return;
  const from = (of: string | null) => (of === null ? target : { noun: of, id: target });
  await appendChanges(
    tx,
    rows.map(({ id, noun: of }) => ({
      ...{ noun: noun.name, recordId: id, kind: 'updated', fields: { [name]: { from: from(of), to: null } } },
    })),
  );
  const ids = rows.map(({ id }) => id);
  await settleNow(tx, noun, ids, []);
  const written = rows.map(({ id, noun: of }) => ({ id, before: { [name]: from(of) }, after: { [name]: null } }));
  noteWritten(tx, noun, written);
}
