import type { PresetView } from '../preset.ts';
import { common } from './common-words.ts';

/** A board of the noun by its status, with how many stand in each column and what one of their fields comes to. */
export function statusBoard(noun: string, summed?: string): PresetView {
  const sum = summed ? [{ op: 'sum' as const, field: summed }] : [];
  return { noun, name: common.board, type: 'board', settings: { board: 'xStatus', measures: [{ op: 'count' }, ...sum] } };
}

/** For the field that says when something ends: it may not lie before the one that says when it begins. */
export function notBefore(end: string, start: string) {
  return { checks: [{ refuseWhen: { field: end, op: 'lessThan' as const, value: { field: start } }, message: common.endsFirst }] };
}

/** The condition that a choice holds one of these options. */
export function holds(field: string, ...options: readonly string[]) {
  return { field, op: 'isAnyOf' as const, value: options };
}

/** The condition that a day comes within so many days, or has passed. */
export function within(field: string, days: number) {
  return { field, op: 'atMost' as const, value: { from: 'today' as const, plus: days, unit: 'day' as const } };
}
