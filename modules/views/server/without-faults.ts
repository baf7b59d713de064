import type { Context } from '../../../server/context.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { checkFilter } from '../../../shared/filter/check.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { ViewSettings } from '../../../shared/views/view-settings.ts';

/** The settings without what the faults name, so that the rest can be shown. */
export function withoutFaults(
  ctx: Context,
  noun: Noun,
  settings: ViewSettings,
  faults: readonly FieldError[],
): ViewSettings {
  const isSound = (path: string) => !faults.some((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
  const sound = <T>(name: string, list: readonly T[] | undefined) =>
    filled(list?.filter((_, at) => isSound(`${name}.${at}`)));
  const prune = (filter: Filter | undefined) =>
    filter && pruned(filter, (part) => checkFilter(part, noun, ctx.registry.findNoun).length === 0);
  const { calendar, board, cover, sort, frozen } = settings;
  return given({
    filter: prune(settings.filter),
    sort: isSound('sort') ? sort : undefined,
    columns: sound('columns', settings.columns),
    frozen,
    group: sound('group', settings.group),
    measures: sound('measures', settings.measures),
    board: isSound('board') ? board : undefined,
    calendar:
      calendar && isSound('calendar.start')
        ? given({ start: calendar.start, end: isSound('calendar.end') ? calendar.end : undefined })
        : undefined,
    cover: isSound('cover') ? cover : undefined,
    colors: filled(
      settings.colors?.flatMap((rule, index) => {
        const beyond = faults.some(({ path }) => path === `colors.${index}.filter`);
        const filter = beyond ? undefined : prune(rule.filter);
        return filter ? [{ ...rule, filter }] : [];
      }),
    ),
  });
}

/** The filter without the conditions that can not be asked; undefined where nothing is left. */
export function pruned(filter: Filter, isSound: (filter: Filter) => boolean): Filter | undefined {
  if (isSound(filter)) return filter;
  const each = (children: readonly Filter[]) => children.flatMap((child) => pruned(child, isSound) ?? []);
  if ('all' in filter) return filter.all.length > 0 ? joined('all', each(filter.all)) : filter;
  if ('any' in filter) return filter.any.length > 0 ? joined('any', each(filter.any)) : filter;
  if (!('not' in filter)) return undefined;
  const inner = pruned(filter.not, isSound);
  return inner && { not: inner };
}

function joined(mode: 'all' | 'any', children: readonly Filter[]): Filter | undefined {
  if (children.length === 0) return undefined;
  return mode === 'all' ? { all: children } : { any: children };
}

function filled<T>(list: readonly T[] | undefined): T[] | undefined {
  return list && list.length > 0 ? [...list] : undefined;
}

/** Without the properties that are undefined, as JSON has none. */
function given<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
