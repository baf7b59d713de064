import type { Filter } from '../filter/filter.ts';
import type { Field, OptionOffers } from './field.ts';

type Values = Readonly<Record<string, unknown>>;
type Offering = Pick<Field, 'offeredWith'>;

/** Whether an option may be chosen beside what the record's other choice holds; always, where nothing is said of it. */
export function isOffered({ offeredWith }: Offering, option: string, values: Values): boolean {
  if (!offeredWith || !Object.hasOwn(offeredWith.options, option)) return true;
  return optionsIn(values[offeredWith.field]).some((held) => offeredWith.options[option]?.includes(held));
}

/** The records that hold an option beside what it is not offered with. */
export function unofferedFilter(name: string, { field, options }: OptionOffers): Filter {
  const alike = new Map<string, { readonly options: string[]; readonly beside: readonly string[] }>();
  for (const [option, beside] of Object.entries(options)) {
    const key = JSON.stringify([...beside].sort());
    const known = alike.get(key);
    if (known) known.options.push(option);
    else alike.set(key, { options: [option], beside });
  }
  return {
    any: [...alike.values()].map((one) => ({
      all: [
        { field: name, op: 'isAnyOf', value: one.options },
        { field, op: 'isNoneOf', value: one.beside },
      ],
    })),
  };
}

/** What of a value stays once the record's other choices hold this; null where nothing does. */
export function keptOptions(field: Offering, value: unknown, values: Values): unknown {
  const kept = optionsIn(value).filter((option) => isOffered(field, option, values));
  return Array.isArray(value) ? (kept.length === value.length ? value : kept) : (kept[0] ?? null);
}

/** The fields as they are, without offers beside what is no choice any more and of options there are none of. */
export function withFittingOffers(fields: Readonly<Record<string, Field>>): Readonly<Record<string, Field>> {
  if (!Object.values(fields).some(({ offeredWith }) => offeredWith)) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      if (!field.offeredWith) return [name, field];
      const { offeredWith, ...rest } = field;
      const fitting = fittingOffers(field, offeredWith, fields[offeredWith.field]);
      return [name, fitting ? ({ ...rest, offeredWith: fitting } as Field) : (rest as Field)];
    }),
  );
}

/** What is still meant of offers; null where nothing is. */
export function fittingOffers(field: Field, offers: OptionOffers, by: Field | undefined): OptionOffers | null {
  if (!isChoice(field) || !by || !isChoice(by) || by.retired) return null;
  const [own, other] = [field, by].map((one) => new Set(one.options.map(({ value }) => value)));
  const options = Object.entries(offers.options).flatMap(([option, beside]) => {
    const known = beside.filter((one) => other?.has(one));
    return own?.has(option) && known.length > 0 ? [[option, known] as const] : [];
  });
  return options.length > 0 ? { field: offers.field, options: Object.fromEntries(options) } : null;
}

export function isChoice(field: Field): field is Extract<Field, { kind: 'choice' | 'choices' }> {
  return field.kind === 'choice' || field.kind === 'choices';
}

/** The options that a value of a choice, or of several, holds. */
export function optionsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
