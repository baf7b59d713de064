import type { Measure } from '../../../../shared/contract/record-aggregate.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { ReportFigure } from '../../contract/own-reports.api.ts';
import { FigureLink } from '../figure-link.tsx';
import { filterOf, type ReportAnswer } from './report-answer.ts';
import { isNothing, useFigureText } from './report-words.tsx';

interface FigureCellProps {
  readonly answer: ReportAnswer;
  readonly measure: Measure;
  readonly figure: ReportFigure | null | undefined;
  /** The groups it is of; null among them where no list can be asked for them. */
  readonly of: readonly (Filter | null)[];
  readonly className?: string | undefined;
}

/** A figure that opens the list of the records it is made of. */
export function FigureCell({ answer, measure, figure, of, className }: FigureCellProps) {
  const text = useFigureText(answer.noun);
  const parts = of.filter((filter) => filter !== null);
  const leads = !isNothing(figure) && parts.length === of.length;
  return (
    <FigureLink
      to={`/${answer.noun.plural}`}
      filter={filterOf(answer, ...parts)}
      count={leads ? 1 : 0}
      className={className}
    >
      {text(measure, figure)}
    </FigureLink>
  );
}
