import type { Context } from '../../../server/context.ts';
import { textsOf } from '../../../server/texts/locales.ts';
import { optionLabel, partsOf, pathLabels } from '../../../server/texts/noun-labels.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import { findRelated, isPath } from '../../../shared/nouns/related-field.ts';
import type { AnyRecord, PersonName } from '../../../shared/nouns/value.ts';
import { plainTextOf } from '../../../shared/text/rich-text.ts';
import { harmlessCell } from '../../../shared/text/spreadsheet-cell.ts';
import type english from '../locales/en.json';
import { sheetCell, textOfSheet } from './sheet-cells.ts';
import type { SheetCell } from './workbook.ts';

export interface Column {
  readonly heading: string;
  /** The cell of a record; an empty text for no value. */
  readonly read: (record: AnyRecord) => string;
  /** The same for a workbook, where numbers are numbers and days are days. */
  readonly cell: (record: AnyRecord) => SheetCell;
}

const texts = textsOf<typeof english>('modules/exports');

/** The fields of the file: those asked for, else all that a person sees. */
export function exportedFields(noun: Noun, asked: readonly string[] | undefined): readonly string[] {
  const fields = allFields(noun);
  return asked ?? Object.keys(fields).filter((name) => !fields[name]?.hidden);
}

/** A column for each field, for an address one for each part, for an amount of money another for its currency. */
export function columnsOf(ctx: Context, noun: Noun, names: readonly string[], language: Language): readonly Column[] {
  const labels = pathLabels(ctx.registry, noun, language);
  const fields = allFields(noun);
  return names.flatMap((name) => {
    if (isPath(name)) return relatedColumns(ctx, noun, name, language);
    const field = fields[name];
    if (!field) return [];
    const read = reader({ ctx, noun, name, field, language });
    const say = reader({ ctx, noun, name, field, language }, textOfSheet);
    const plain: Column = {
      heading: labels[name] ?? name,
      read: (record) => read(record[name]),
      cell: (record) => sheetCell(field, record[name], say),
    };
    const ofParts = partsOf(field).map(
      (part): Column => ({
        heading: labels[`${name}.${part}`] ?? `${name}.${part}`,
        read: (record) => read(partIn(record[name], part)),
        cell: (record) => ({ kind: 'text', text: say(partIn(record[name], part)) }),
      }),
    );
    return field.kind === 'address' ? ofParts : [plain, ...ofParts];
  });
}

function partIn(value: unknown, part: string): string | undefined {
  return (value as Readonly<Record<string, string>> | null)?.[part];
}

/** Says in each line which export it is of. */
export function codeColumn(code: string, language: Language): Column {
  return { heading: texts[language].file.code, read: () => code, cell: () => ({ kind: 'text', text: code }) };
}

/** The columns of a field of the record pointed at, as that record's own file has them, behind the name of the way there. */
function relatedColumns(ctx: Context, noun: Noun, path: string, language: Language): readonly Column[] {
  const found = findRelated(noun, path, ctx.registry.findNoun);
  if (!found) return [];
  const { via, target, name } = found;
  const way = pathLabels(ctx.registry, noun, language)[via] ?? via;
  const asIts = (record: AnyRecord) => ({ ...record, [name]: record[path] });
  return columnsOf(ctx, target, [name], language).map(({ heading, read, cell }) => ({
    heading: `${way} › ${heading}`,
    read: (record) => read(asIts(record)),
    cell: (record) => cell(asIts(record)),
  }));
}

interface Source {
  readonly ctx: Context;
  readonly noun: Noun;
  readonly name: string;
  readonly field: Field;
  readonly language: Language;
}

/** How a field's value reads in a spreadsheet; what a computed field came to is told by its shape. */
function reader(source: Source, guard: (text: string) => string = harmlessCell): (value: unknown) => string {
  const { field } = source;
  const label = field.kind === 'choice' || field.kind === 'choices' ? optionReader(source, field.options) : String;
  const one = (value: unknown): string => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') return decimal(String(value), source.language);
    if (typeof value === 'boolean') return texts[source.language].file[value ? 'yes' : 'no'];
    if (field.kind === 'json') return guard(JSON.stringify(value));
    if (typeof value === 'string') return guard(textReader(source, label)(value));
    return Array.isArray(value)
      ? value.map(one).join(field.kind === 'links' ? '; ' : ', ')
      : objectText(value, source.language, guard);
  };
  return one;
}

function optionReader({ ctx, noun, name, language }: Source, options: readonly { readonly value: string }[]) {
  const known = new Map(
    options.map((option) => [option.value, optionLabel(ctx.registry, noun, name, option, language)]),
  );
  return (value: string) => known.get(value) ?? value;
}

function textReader({ ctx, field }: Source, label: (value: string) => string): (text: string) => string {
  if (field.kind === 'richText') return plainTextOf;
  const moment = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: ctx.workspace.timeZone, dateStyle: 'short', timeStyle: 'short' },
  });
  return (text) =>
    /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) ? moment.format(new Date(text)) : label(text);
}

/** What stands in a cell for a value of several parts. */
function objectText(value: object, language: Language, guard: (text: string) => string): string {
  const { amount, address, number, original, name, label, latitude, longitude } = value as Record<string, unknown>;
  if (typeof amount === 'string') return decimal(amount, language);
  if (latitude !== undefined) return `${latitude}, ${longitude}`;
  const told = [address, original ?? number, name, label].find((part) => part !== undefined && part !== null);
  if (typeof told === 'string') return guard(told);
  if (typeof told === 'object') return guard(nameText(told as PersonName, language));
  if ('given' in value || 'family' in value) return guard(nameText(value as PersonName, language));
  if ('id' in value) return '';
  return guard(JSON.stringify(value));
}

/** The family name comes first only before a patronymic: two words are read given name first everywhere. */
function nameText(name: PersonName, language: Language): string {
  return personNameText(name, name.middle ? language : 'en');
}

/** As a spreadsheet of that language writes it: elsewhere 1.5 would become the first of May. */
function decimal(number: string, language: Language): string {
  return language === 'en' ? number : number.replace('.', ',');
}
