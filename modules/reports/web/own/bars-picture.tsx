import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { SameCents } from '../../../../web/ui/same-cents.tsx';
import { Bar } from '../bar.tsx';
import { Scrolling } from '../scrolling.tsx';
import { FigureCell } from './figure-cell.tsx';
import classes from './own-report.module.css';
import type { ReportAnswer } from './report-answer.ts';
import { amountsIn, KeyName, sizeOf } from './report-words.tsx';

interface BarsPictureProps {
  readonly answer: ReportAnswer;
  readonly caption: string;
  /** Each as a part of the whole, rather than of the longest. */
  readonly asShares?: boolean;
}

/** A bar for each group; what is not shown by itself has one too where parts add up. */
export function BarsPicture({ answer, caption, asShares = false }: BarsPictureProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { noun, settings, figures } = answer;
  const [grouping] = settings.group ?? [];
  const [measure] = settings.measures;
  if (!grouping || !measure) return null;
  const { rows, otherRows, total } = figures;
  const lines = [
    ...rows.map(({ key, filter, figures: [figure] }) => ({
      ...{ id: JSON.stringify(key), filter, figure },
      name: <KeyName noun={noun} grouping={grouping} value={key} />,
    })),
    ...(otherRows
      ? [
          {
            ...{ id: 'others', filter: otherRows.filter, figure: otherRows.figures[0] },
            name: t('own.others', { count: otherRows.count }),
          },
        ]
      : []),
  ];
  const longest = Math.max(...lines.map(({ figure }) => sizeOf(figure)));
  const whole = asShares ? sizeOf(total[0]) : longest;
  return (
    <SameCents amounts={amountsIn(lines.map(({ figure }) => figure ?? null))}>
      <Scrolling label={caption}>
        <table className={classes.bars} aria-label={caption}>
          <tbody>
            {lines.map(({ id, name, filter, figure }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className={classes.barCell}>
                  <Bar share={whole > 0 ? sizeOf(figure) / whole : 0} />
                </td>
                {asShares && <td>{whole > 0 ? format.percent(sizeOf(figure) / whole) : '–'}</td>}
                <td>
                  <FigureCell answer={answer} measure={measure} figure={figure} of={[filter]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </SameCents>
  );
}
