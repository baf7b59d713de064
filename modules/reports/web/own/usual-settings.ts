import type { ReportSettings } from '../../contract/own-report.ts';

/** What a new report begins with: how many there are. */
export function settingsFor(): ReportSettings {
  return { measures: [{ op: 'count' }], show: 'figure' };
}
