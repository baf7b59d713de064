import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { MoneyText } from '../../../../web/ui/value-text.tsx';
import type { BoardColumnSums } from '../../contract/board.api.ts';
import classes from './board.module.css';

/** How many deals stand in a column and what they come to, each currency by itself. */
export function ColumnSummary({ sums }: { readonly sums: BoardColumnSums | undefined }) {
  const { t } = useTranslation('deals');
  const format = useFormat();
  if (!sums) return null;
  return (
    <span className={classes.summary}>
      {sums.sums.map((sum) => (
        <MoneyText key={sum.currency} value={sum} compact />
      ))}
      <span className={classes.count} title={t('board.count')}>
        {format.number(sums.count)}
        {sums.capped && '+'}
      </span>
    </span>
  );
}
