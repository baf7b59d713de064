import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import type { ReportFigures } from '../../contract/own-reports.api.ts';

/** A report with its figures: what every picture of it is given. */
export interface ReportAnswer {
  readonly noun: NounMetadata;
  readonly settings: ReportSettings;
  readonly figures: ReportFigures;
}

/** What lists the records of a group: the report's own filter and those of the row and the column. */
export function filterOf({ settings }: Pick<ReportAnswer, 'settings'>, ...parts: readonly Filter[]): Filter {
  const all = [settings.filter, ...parts].flatMap((filter) => (!filter ? [] : 'all' in filter ? filter.all : [filter]));
  return { all };
}
