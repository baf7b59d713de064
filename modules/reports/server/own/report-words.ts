import type { Context } from '../../../../server/context.ts';
import { targetOf } from '../../../../server/metadata/registry.ts';
import { textsOf } from '../../../../server/texts/locales.ts';
import { optionLabel, pathLabels } from '../../../../server/texts/noun-labels.ts';
import type { Grouping, GroupKey, Measure } from '../../../../shared/contract/record-aggregate.ts';
import { quarterOf } from '../../../../shared/dates/iso-date.ts';
import { type FieldPath, resolvePath } from '../../../../shared/filter/field-path.ts';
import type { Language } from '../../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type english from '../../locales/en.json';

const texts = textsOf<typeof english>('modules/reports');

/** The words of a report's file in one language. */
export interface ReportWords {
  readonly total: string;
  /** "12 others". */
  others(count: number): string;
  /** "Stage", "Company › Industry". */
  path(path: string): string;
  /** "Records", "Amount: sum". */
  measure(measure: Measure): string;
  /** "Won", "Q1 2026", "Ararat"; what stands for records without a value where there is none. */
  key(grouping: Grouping, key: GroupKey): string;
  /** What heads amounts that had no exchange rate. */
  readonly apart: string;
}

export function wordsOf(ctx: Context, noun: Noun, language: Language): ReportWords {
  const { own, file, periods } = texts[language];
  const pathOf = (path: string) => resolvePath(noun, path, ctx.registry.findNoun);
  const labelOf = (path: string): string => {
    const found = pathOf(path);
    if (!found) return path;
    const own = pathLabels(ctx.registry, found.noun, language)[found.name] ?? found.name;
    const way = found.via && pathLabels(ctx.registry, noun, language)[found.via.name];
    return way ? `${way} › ${own}` : own;
  };
  return {
    ...{ total: own.total, apart: file.apart, path: labelOf },
    others: (count) => own[count === 1 ? 'others_one' : 'others_other'].replace('{{count, number}}', String(count)),
    measure: ({ op, field }) =>
      op === 'count' || !field ? file.count : file.of.replace('{{field}}', labelOf(field)).replace('{{op}}', file[op]),
    key: ({ field, by }, key) => {
      const path = pathOf(field);
      if (key === null || !path) return own.none;
      if (typeof key === 'object') return key.label ?? '…';
      if (typeof key === 'boolean') return file[key ? 'yes' : 'no'];
      if (path.kind !== 'date' && path.kind !== 'datetime') return optionText(ctx, path, String(key), language);
      return spanText(String(key), by, periods.name);
    },
  };
}

function optionText(
  { registry }: Context,
  { field, noun, name }: FieldPath,
  value: string,
  language: Language,
): string {
  if (targetOf(registry, field) || (field.kind !== 'choice' && field.kind !== 'choices')) return value;
  const option = field.options.find((one) => one.value === value) ?? { value };
  return optionLabel(registry, noun, name, option, language);
}

/** `2026-03` for a month, which spreadsheets of all countries read alike. */
function spanText(day: string, by: Grouping['by'], quarterName: string): string {
  if (by === 'year') return day.slice(0, 4);
  if (by === 'month') return day.slice(0, 7);
  if (by !== 'quarter') return day;
  const { quarter, year } = quarterOf(day);
  return quarterName.replace('{{quarter}}', String(quarter)).replace('{{year}}', String(year));
}
