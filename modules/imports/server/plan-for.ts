import type { Context } from '../../../server/context.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { ImportMapping } from '../contract/index.ts';
import type { SourceTable } from './parse-file.ts';
import { planRows, type RowPlan } from './row-plan.ts';

/** The plan by which rows of this table become records of the noun in this workspace. Throws 422 for a mapping at fault. */
export function planFor(ctx: Context, noun: Noun, table: SourceTable, mapping: ImportMapping): RowPlan {
  const { currency, timeZone, language } = ctx.workspace;
  const country = { en: undefined, ru: 'RU', bg: 'BG', hy: 'AM', ka: 'GE' }[language];
  return planRows(noun, { registry: ctx.registry, table, mapping, currency, timeZone, country });
}
