import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { ChartCard } from '../chart-card.tsx';
import reportClasses from '../report.module.css';
import { BarsPicture } from './bars-picture.tsx';
import { FigureCell } from './figure-cell.tsx';
import { LinePicture } from './line-picture.tsx';
import classes from './own-report.module.css';
import type { ReportAnswer } from './report-answer.ts';
import { useMeasureName } from './report-fields.ts';
import { ReportTable } from './report-table.tsx';
import { useGroupingName } from './report-words.tsx';
import { StackedPicture } from './stacked-picture.tsx';

/** The figures of a report as it wants them shown; every picture can be read as a table too. */
export function ReportPicture({ answer }: { readonly answer: ReportAnswer }) {
  const { t } = useTranslation('reports');
  const title = useTitle(answer);
  const { show } = answer.settings;
  const table = <ReportTable answer={answer} caption={title} />;
  return (
    <div className={classes.picture}>
      {show === 'figure' && <KeyFigures answer={answer} />}
      {show === 'table' && <SectionCard title={title}>{table}</SectionCard>}
      {show !== 'figure' && show !== 'table' && (
        <ChartCard title={title} chart={<Chart answer={answer} caption={title} />} table={table} />
      )}
      <LeftOut answer={answer} />
      {answer.figures.overlaps && <p className={classes.note}>{t('own.overlaps')}</p>}
    </div>
  );
}

function Chart({ answer, caption }: { readonly answer: ReportAnswer; readonly caption: string }) {
  const { show } = answer.settings;
  if (show === 'stacked') return <StackedPicture answer={answer} caption={caption} />;
  if (show === 'line') return <LinePicture answer={answer} caption={caption} />;
  return <BarsPicture answer={answer} caption={caption} asShares={show === 'share'} />;
}

/** "Amount: sum by Owner". */
function useTitle({ noun, settings }: ReportAnswer): string {
  const { t } = useTranslation('reports');
  const measureName = useMeasureName(noun);
  const groupingName = useGroupingName(noun);
  const [first] = settings.measures;
  const [rows] = settings.group ?? [];
  const measure = first ? measureName(first) : '';
  return rows ? t('own.by', { measure, field: groupingName(rows) }) : measure;
}

function KeyFigures({ answer }: { readonly answer: ReportAnswer }) {
  const measureName = useMeasureName(answer.noun);
  const { settings, figures } = answer;
  return (
    <dl className={reportClasses.tiles}>
      {settings.measures.map((measure, index) => (
        <div key={JSON.stringify(measure)} className={reportClasses.tile}>
          <dt>{measureName(measure)}</dt>
          <dd className={reportClasses.key}>
            <FigureCell answer={answer} measure={measure} figure={figures.total[index]} of={[]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What the picture does not show, so that nobody takes it for the whole; and amounts that no sum holds. */
function LeftOut({ answer: { figures, settings } }: { readonly answer: ReportAnswer }) {
  const { t } = useTranslation('reports');
  const { otherRows, total } = figures;
  const isHidden = otherRows && (settings.show === 'line' || settings.show === 'stacked');
  const isApart = total.some(({ apart }) => apart);
  return (
    <>
      {isHidden && <p className={classes.note}>{t('own.notShown', { count: otherRows.count })}</p>}
      {isApart && <p className={classes.note}>{t('unconverted.title', { currency: figures.currency })}</p>}
    </>
  );
}
