import { Avatar } from '@mantine/core';
import type { AnyRecord, Money } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useToday } from '../../../../web/i18n/use-today.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { isReferenceValue } from '../../../../web/kit/data/record-values.ts';
import { DateText, MoneyText } from '../../../../web/ui/value-text.tsx';
import classes from './board.module.css';
import { isOverdue } from './is-overdue.ts';

/** What a card of the board says below the deal's name. */
export function DealCard({ deal }: { readonly deal: AnyRecord }) {
  const { company, owner } = deal;
  return (
    <div className={classes.deal}>
      {isReferenceValue(company) && company.label && <span className={classes.company}>{company.label}</span>}
      <span className={classes.amount}>
        <MoneyText value={deal.amount as Money | null} />
      </span>
      <span className={classes.foot}>
        <ClosingDay deal={deal} />
        {isReferenceValue(owner) && owner.label && (
          <span className={classes.owner}>
            <Avatar component="span" size={18} radius="xl" name={owner.label} color="initials" aria-hidden />
            <span className={classes.ownerName}>{owner.label}</span>
          </span>
        )}
      </span>
    </div>
  );
}

function ClosingDay({ deal }: { readonly deal: AnyRecord }) {
  const { t } = useTranslation('deals');
  const format = useFormat();
  const today = useToday();
  const day = (deal.closedOn ?? deal.expectedCloseOn) as string | null;
  if (!day) return <span />;
  if (!isOverdue(deal, today)) return <DateText value={day} />;
  return (
    <span className={classes.overdue} title={t('board.overdue', { date: format.date(day) })}>
      <DateText value={day} />
    </span>
  );
}
