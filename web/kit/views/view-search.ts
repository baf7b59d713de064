import { hashKey } from '@tanstack/react-query';
import type { SavedView } from '../../../shared/views/view.ts';
import type { ViewSettings } from '../../../shared/views/view-settings.ts';
import { type ListAddress, type ListSearch, settingKeys } from '../list/list-search.ts';

/** What a list is before the address says anything: the settings of the view that is open. */
export interface BaseSearch {
  readonly settings: ListSearch;
  /** What the address names so that a changed list stays with its view; undefined where nothing else would open. */
  readonly saved: string | undefined;
}

export const plainBase: BaseSearch = { settings: {}, saved: undefined };

/** A saved view as a list's state. One that lacks what its type needs is shown as a list. */
export function searchOfView({ type, settings }: Pick<SavedView, 'type' | 'settings'>): ListSearch {
  const { columns, ...rest } = settings;
  const needs = { list: true, gallery: true, board: rest.board, calendar: rest.calendar, grouped: rest.group }[type];
  return { ...rest, columns: columns?.map(({ field }) => field), as: needs ? type : 'list' };
}

/** What a view keeps of a list's state; `widths` in pixels by field. */
export function settingsOfSearch(search: ListSearch, widths: Readonly<Record<string, number>>): ViewSettings {
  const { columns, as: _, search: _words, deleted: _bin, saved: _id, span: _span, day: _day, ...rest } = search;
  const kept = columns?.map((field) => ({ field, ...(widths[field] ? { width: widths[field] } : {}) }));
  const entries = Object.entries({ ...rest, columns: kept }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as ViewSettings;
}

/** The address over the view: what it names wins, what it says null to is taken away. */
export function mergeSearch(base: BaseSearch, address: ListAddress): ListSearch {
  const entries = Object.entries({ ...base.settings, ...address }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A change of a list's state as the address has to say it: only what differs from the view. */
export function addressOfChange(base: BaseSearch, patch: ListSearch): ListAddress {
  const entries = Object.entries(patch).map(([name, value]) => {
    const before = base.settings[name as keyof ListSearch];
    if (value === undefined) return [name, before === undefined ? undefined : null];
    return [name, before !== undefined && hashKey([before]) === hashKey([value]) ? undefined : value];
  });
  return { ...(base.saved ? { saved: base.saved } : {}), ...Object.fromEntries(entries) };
}

/** Whether the address changes what the view keeps. */
export function hasChanges(address: ListAddress): boolean {
  return settingKeys.some((name) => address[name] !== undefined);
}

/** Whether the address says which records are meant, so that no view opens by itself. */
export function asksForRecords(address: ListAddress): boolean {
  return hasChanges(address) || address.search !== undefined || address.deleted !== undefined;
}
