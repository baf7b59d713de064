import { dateFormats, parseDateWith } from '../../../../shared/import/date-format.ts';
import type { Format } from '../../../../web/i18n/format.ts';
import type { ImportTable } from '../../contract/index.ts';

/** The ways a column of days may be meant, each with what its first value then is: "dd-mm-yy (03-04-17 → 3 Apr 2017)". */
export function dateFormatOptions(
  { samples, dateFormat, dateAlternatives }: ImportTable['columns'][number],
  format: Pick<Format, 'date'>,
) {
  const formats = dateFormat ? [dateFormat, ...dateAlternatives] : dateFormats;
  return formats.map((name) => {
    const sample = samples.find((text) => parseDateWith(name, text));
    const example = sample && `${sample} → ${format.date(parseDateWith(name, sample))}`;
    return { value: name, label: example ? `${name} (${example})` : name };
  });
}
