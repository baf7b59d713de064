import type { Duplicates } from '../../shared/contract/record-merge.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { matchesSearch } from '../../shared/filter/search-text.ts';
import { personNameText } from '../../shared/names/person-name.ts';
import type { Field } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, Email, PersonName, Phone } from '../../shared/nouns/value.ts';
import { foldText, searchWords } from '../../shared/text/fold.ts';
import { noteShown } from '../access-log/note-shown.ts';
import type { Context } from '../context.ts';
import { literal, quote, tableOf } from '../metadata/names.ts';
import { askBounded } from '../records/ask-bounded.ts';
import { conditions } from '../records/list.ts';
import { Params } from '../records/params.ts';
import { getRecord } from '../records/read.ts';
import { labelSql } from '../records/select-list.ts';

/** So many are looked at for each field, and told in all. */
const most = { looked: 20, told: 10 } as const;

interface Likeness {
  readonly field: string;
  readonly filter: Filter;
}

/**
 * Live records that are likely the same as this one, as far as the actor sees them: with an address, a number or a key alike, or a name that
 * sounds alike in any script. One statement over indexes, besides the one that reads the record.
 */
export async function findDuplicates(ctx: Context, noun: Noun, id: string): Promise<Duplicates> {
  const record: AnyRecord = await getRecord(ctx, noun, id);
  const likenesses = likenessesOf(noun, record);
  if (likenesses.length === 0) return { items: [] };
  const params = new Params();
  const key = params.add(id);
  const runs = likenesses.map(
    ({ field, filter }) =>
      `(select t.id, ${literal(field)} as field from ${quote(tableOf(noun))} t ` +
      `where ${conditions(ctx, noun, { filter }, params)} and t.id <> ${key}::uuid limit ${most.looked})`,
  );
  const text =
    `select f.id, array_agg(distinct f.field) as by, ${labelSql(ctx, noun, 'f.id', params, 'n')} as label ` +
    `from (${runs.join(' union all ')}) f group by f.id order by count(*) desc, f.id desc`;
  const found = await askBounded<{ id: string; by: string[]; label: string | null }>(
    ctx,
    noun,
    { filter: { any: likenesses.map(({ filter }) => filter) } },
    { text, values: params.values },
  );
  const name = nameOf(noun, record);
  const items = found.flatMap(({ id: other, by, label }) => {
    // A word of the name may have been found in any text of the other.
    const isNamesake = label !== null && matchesSearch(name, foldText(label), true);
    const alike = by.filter((field) => field !== noun.title || isNamesake);
    return alike.length > 0 ? [{ id: other, label, by: alike }] : [];
  });
  const told = items.sort((one, other) => other.by.length - one.by.length).slice(0, most.told);
  const ids = [id, ...told.map((one) => one.id)];
  const fields = [noun.title, ...likenesses.map(({ field }) => field)];
  await noteShown(ctx, noun, { kind: 'listed', count: ids.length, ids }, { fields });
  return { items: told };
}

/** By which of the fields that tell records apart others may be alike: those the actor sees, and such addresses as the workspace has added. */
function likenessesOf(noun: Noun, record: AnyRecord): readonly Likeness[] {
  const added = Object.entries(noun.fields).filter(
    ([, { custom, kind, masked }]) => custom && !masked && (kind === 'emails' || kind === 'phones'),
  );
  const names = [...new Set([...(noun.duplicates ?? []), ...added.map(([name]) => name)])];
  return names.flatMap((name) => {
    const field = noun.fields[name];
    const filter =
      field && (name === noun.title ? soundsLike(nameOf(noun, record)) : isAlike(field, name, record[name]));
    return filter ? [{ field: name, filter }] : [];
  });
}

function isAlike(field: Field, name: string, value: unknown): Filter | null {
  const values =
    field.kind === 'emails'
      ? (value as readonly Email[]).map(({ address }) => address)
      : field.kind === 'phones'
        ? (value as readonly Phone[]).map(({ number }) => number)
        : typeof value === 'string' && value.trim() !== ''
          ? [value]
          : [];
  return values.length > 0 ? { field: name, op: 'isAnyOf', value: values } : null;
}

/** A given name alone is no sign: thousands bear it. */
function soundsLike(name: string): Filter | null {
  return searchWords(name).length > 0 ? { search: name, near: true } : null;
}

/** What a record is called; of a person their given and family name, and nothing where one is missing. */
function nameOf(noun: Noun, record: AnyRecord): string {
  const value = record[noun.title];
  if (noun.fields[noun.title]?.kind !== 'personName') return typeof value === 'string' ? value : '';
  const { given, family } = (value ?? {}) as PersonName;
  return given && family ? personNameText({ given, family }, 'en') : '';
}
