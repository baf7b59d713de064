import type { MeasureOp } from '../../../shared/contract/record-aggregate.ts';

/** The ways a report's figures can be shown. Without a schema, as the browser reads an address by it from the first page on. */
export const reportShapes = ['table', 'bars', 'stacked', 'line', 'share', 'figure'] as const;
export type ReportShape = (typeof reportShapes)[number];

/** Limits that keep a report quick to work out and good to read. */
export const reportLimits = {
  ...{ name: 80, measures: 5, rows: 100, columns: 12, usualRows: 20 },
  /** Of one person alone, and of those that are shared. */
  ...{ private: 200, shared: 300 },
} as const;

/** Whether the figures of parts add up to that of the whole. */
export function isAdditive(op: MeasureOp): boolean {
  return op === 'count' || op === 'sum';
}
