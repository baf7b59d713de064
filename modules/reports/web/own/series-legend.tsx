import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import classes from './own-report.module.css';
import type { ReportAnswer } from './report-answer.ts';
import { KeyName } from './report-words.tsx';

/** So many colours there are; further series take them again. */
const tones = 8;
export const toneOf = (index: number): number => index % tones;

/** Which colour stands for which column. */
export function SeriesLegend({ answer: { noun, settings, figures } }: { readonly answer: ReportAnswer }) {
  const { t } = useTranslation('reports');
  const [, grouping] = settings.group ?? [];
  if (!grouping) return null;
  const names = [
    ...figures.columns.map(({ key }) => ({
      id: JSON.stringify(key),
      name: <KeyName noun={noun} grouping={grouping} value={key} />,
    })),
    ...(figures.otherColumns ? [{ id: 'others', name: t('own.others', { count: figures.otherColumns.count }) }] : []),
  ];
  return (
    <ul className={classes.legend} aria-label={t('own.legend')}>
      {names.map(({ id, name }, index) => (
        <li key={id}>
          <svg width="12" height="12" aria-hidden="true">
            <rect className={classes.series} data-tone={toneOf(index)} width="12" height="12" rx="3" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
