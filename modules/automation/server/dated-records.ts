import type { Context } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import { addDays } from '../../../shared/dates/iso-date.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { CalendarStart, ProcessInput, Tried } from '../contract/index.ts';
import { actingDay, actingMoment, type Days, datesFor, firstDayAfter } from './calendar-days.ts';

type Asking = Pick<ProcessInput, 'noun' | 'filter'> & { readonly start: CalendarStart };

/** A record and the day it holds, by the workspace's clock. */
interface DatedRecord {
  readonly record: string;
  readonly date: string;
}

const perPage = 200;

/** The records with such dates that the process is for and its maker sees, by their dates, page by page. */
export async function* listByDate(
  acting: Context,
  asking: Asking,
  dates: Days,
): AsyncGenerator<readonly DatedRecord[]> {
  const { field } = asking.start;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const text = await listRecords(acting, acting.registry.getNoun(asking.noun), {
      ...{ filter: filterBy(asking, dates), sort: field, fields: [field], limit: perPage },
      ...(cursor ? { cursor } : {}),
    });
    const page = JSON.parse(text) as {
      items: readonly ({ id: string } & Record<string, string>)[];
      next: string | null;
    };
    yield page.items.map((item) => ({ record: item.id, date: dayOf(acting, item[field] ?? '') }));
    cursor = page.next;
  }
}

/** What a list is asked by for records with such dates; datetimes are asked by the days of the workspace's clock. */
function filterBy({ start: { field }, filter }: Asking, { from, until }: Days): Filter {
  const within = [
    { field, op: 'atLeast', value: from },
    { field, op: 'atMost', value: until },
  ] as const;
  return { all: [...within, ...(filter ? [filter] : [])] };
}

/** The day of a date or moment, by the workspace's clock. */
function dayOf({ workspace }: Context, value: string): string {
  return value.length === 10 ? value : localDate(workspace.timeZone, new Date(value));
}

/** How far ahead a try-out looks, in days, and how many records it names. */
const [ahead, mostNamed] = [30, 50];

/** The records for which a process would act in the next days, the next first, with when. */
export async function listToCome(ctx: Context, asking: Asking): Promise<Tried['items']> {
  const { timeZone } = ctx.workspace;
  const { start } = asking;
  const from = firstDayAfter(timeZone, ctx.now(), start);
  const dates = datesFor({ from, until: addDays(from, ahead) }, start);
  const noun = ctx.registry.getNoun(asking.noun);
  const text = await listRecords(ctx, noun, {
    ...{ filter: filterBy(asking, dates), sort: start.field, limit: mostNamed },
  });
  const { items } = JSON.parse(text) as { items: readonly ({ id: string } & Record<string, string>)[] };
  return items.map((record) => {
    const day = actingDay(dayOf(ctx, record[start.field] ?? ''), start);
    return { at: actingMoment(timeZone, day, start).toISOString(), record };
  });
}
