/** What stands in the hours of one day, in minutes from midnight; `to` is later than `from`. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Where a span stands among those it meets: which of how many lanes side by side. */
export interface Lane {
  readonly lane: number;
  readonly lanes: number;
}

export const minutesOfDay = 24 * 60;
/** What has no end is drawn as long as its words need. */
export const shortestMinutes = 30;
/** Dragged and created times snap to these, in minutes. */
export const snapMinutes = 15;

/** Puts spans that meet side by side, each run of them in as few lanes as it needs; in the order given. */
export function layInLanes(spans: readonly TimeSpan[]): readonly Lane[] {
  const order = spans.map((_, index) => index).sort((one, other) => startsAt(spans, one) - startsAt(spans, other));
  const lanes = new Map<number, number>();
  const result: Lane[] = [];
  let ends: number[] = [];
  let run: number[] = [];
  const close = () => {
    for (const index of run) result[index] = { lane: lanes.get(index) ?? 0, lanes: ends.length };
    [ends, run] = [[], []];
  };
  for (const index of order) {
    const span = spans[index];
    if (!span) continue;
    if (ends.every((end) => end <= span.from)) close();
    const free = ends.findIndex((end) => end <= span.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = span.to;
    lanes.set(index, lane);
    run.push(index);
  }
  close();
  return result;
}

const startsAt = (spans: readonly TimeSpan[], index: number): number => spans[index]?.from ?? 0;

/** Minutes from midnight of a clock (`09:30`). */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A clock (`09:30`) so many minutes from midnight, and the days over that before or after it. */
export function clockOf(minutes: number): readonly [clock: string, days: number] {
  const days = Math.floor(minutes / minutesOfDay);
  const rest = minutes - days * minutesOfDay;
  const two = (value: number) => String(value).padStart(2, '0');
  return [`${two(Math.floor(rest / 60))}:${two(rest % 60)}`, days];
}

/** By how many minutes something that begins at `from` moves when it is dragged by `minutes`: to a snapped time of its day. */
export function snappedMove(from: number, minutes: number): number {
  const aimed = Math.round((from + minutes) / snapMinutes) * snapMinutes;
  const last = minutesOfDay - snapMinutes;
  return Math.min(Math.max(aimed, 0), last) - from;
}
