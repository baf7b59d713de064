import { doors } from '../../../shared/contract/doors.ts';
import { isIsoDate } from '../../../shared/dates/iso-date.ts';

export const sorts = ['changed', 'taken', 'read', 'signIn'] as const;
export const allDoors = [...doors, 'import', 'cli', 'system', 'process', 'portal'] as const;

/** What the audit keeps in the URL. */
export interface OversightSearch {
  readonly member?: string | undefined;
  readonly noun?: string | undefined;
  readonly record?: string | undefined;
  readonly field?: string | undefined;
  readonly door?: string | undefined;
  readonly address?: string | undefined;
  readonly sorts?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const id = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const word = /^[A-Za-z]\w{0,99}$/;

const fits: Readonly<Record<keyof OversightSearch, (text: string) => boolean>> = {
  member: (text) => id.test(text),
  noun: (text) => word.test(text),
  record: (text) => id.test(text),
  field: (text) => word.test(text),
  door: (text) => allDoors.some((one) => one === text),
  address: (text) => text.length > 0 && text.length <= 100,
  sorts: (text) => sorts.some((one) => one === text),
  from: isIsoDate,
  to: isIsoDate,
};

/** Reads the audit's search out of the URL; what does not fit is dropped. */
export function parseOversightSearch(raw: Readonly<Record<string, unknown>>): OversightSearch {
  const names = Object.keys(fits) as (keyof OversightSearch)[];
  const found = names.filter((name) => typeof raw[name] === 'string' && fits[name](raw[name]));
  return Object.fromEntries(found.map((name) => [name, raw[name]]));
}

/** As a question to the server. */
export function toQuery(search: OversightSearch): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new URLSearchParams(given).toString();
}
