import { asSystem, type TransactionContext } from '../../../server/context.ts';
import { lockRecords } from '../../../server/records/read.ts';
import type { Values } from '../../../server/records/rules.ts';
import { writeFields } from '../../../server/records/update.ts';
import { inputForm } from '../../../server/records/values.ts';
import { firstSourceFields } from '../../../shared/nouns/first-source-fields.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { listFirstNamed } from './first-source.repository.ts';

const names = Object.keys(firstSourceFields) as readonly (keyof typeof firstSourceFields)[];

/** The change, with the client's first source where none was named before. */
export function keepFirstSource(before: object, patch: Values): Values {
  const isNamed = isKnown(before as AnyRecord) || names.some((name) => name in patch);
  return patch.source && !isNamed ? { ...patch, firstSource: patch.source } : patch;
}

/** By what the client was won that a lead became: of a record that is there only where nothing is known yet. */
export async function nameFirstSource(
  tx: TransactionContext,
  noun: Noun,
  id: string,
  won: Readonly<Record<keyof typeof firstSourceFields, unknown>>,
  isNew: boolean,
): Promise<void> {
  const found = await lockRecords(asSystem(tx), tx.registry.getNoun(noun.name), [id], 'update');
  const record = found.get(id)?.record;
  if (!record || (isKnown(record) && !isNew) || !isKnown(won)) return;
  await writeFields(tx, noun, record, { ...won, firstSource: won.firstSource ?? record.firstSource });
}

/** What two records that become one hold: what was named earlier, of whichever of them. */
export async function earlierSource(
  tx: TransactionContext,
  noun: Noun,
  winner: object,
  other: object,
): Promise<Values> {
  const [here, there] = [winner as AnyRecord, other as AnyRecord];
  if (!isKnown(there)) return {};
  const theirs = Object.fromEntries(
    names.map((name) => [name, inputForm(firstSourceFields[name], there[name] ?? null)]),
  );
  if (!isKnown(here)) return theirs;
  const named = await listFirstNamed(tx, noun.name, [here.id, there.id], names);
  const since = (record: AnyRecord) => named.get(record.id) ?? Date.parse(record.createdAt);
  return since(there) < since(here) ? theirs : {};
}

function isKnown(record: Readonly<Record<string, unknown>>): boolean {
  return names.some((name) => record[name] !== null && record[name] !== undefined && record[name] !== '');
}
