import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import classes from './money.module.css';
import { isKnown, overdueOf, useMoneyFigures, usePaymentFigures, whose } from './money.queries.ts';
import { shareOf, type Year } from './money-figures.ts';

interface MoneyPanelProps {
  readonly pointer: 'company' | 'person';
  readonly ids: readonly string[];
  readonly actions?: ReactNode;
}

/** What a client owes, was invoiced and has paid. Nothing for whom it is not to know, and nothing where there is nothing. */
export function MoneyPanel({ pointer, ids, actions }: MoneyPanelProps) {
  const invoice = useNoun('invoice');
  const isTold = invoice?.may.read && isKnown(invoice);
  return isTold ? <Figures invoice={invoice} client={whose(pointer, ids)} actions={actions} /> : null;
}

interface FiguresProps extends Pick<MoneyPanelProps, 'actions'> {
  readonly invoice: NounMetadata;
  readonly client: Filter;
}

function Figures({ invoice, client, actions }: FiguresProps) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const payment = useNoun('payment');
  const figures = useMoneyFigures(invoice, client);
  const { ahead, last } = usePaymentFigures(payment?.may.read ? payment : null, client);
  if (!figures || (figures.count === 0 && !last)) return null;
  const money = (sums: readonly Money[]) =>
    sums.filter(({ amount }) => Number(amount) !== 0).map((sum) => format.money(sum));
  const facts: readonly (readonly [key: string, told: string, mark?: 'late', to?: Filter])[] = [
    ['balance', money(figures.balance).join(' · ') || '—'],
    ['overdue', money(figures.overdue).join(' · '), 'late', overdueOf(client)],
    ['invoiced', money(figures.invoiced).join(' · ')],
    ['paid', money(figures.paid).join(' · ')],
    ['ahead', money(ahead).join(' · ')],
    [
      'last',
      last
        ? [format.date(String(last.paidOn)), last.amount && format.money(last.amount as Money)]
            .filter(Boolean)
            .join(', ')
        : '',
    ],
    ['delay', figures.delay === null ? '' : delayText(figures.delay, t)],
  ];
  return (
    <SectionCard title={t('money.title')} actions={actions}>
      <dl className={classes.facts}>
        {facts.map(([key, told, mark, to]) =>
          told ? (
            <div key={key} className={classes.fact} data-mark={mark}>
              <dt>{t(`money.${key}`)}</dt>
              <dd>
                {to ? (
                  <Link to="/invoices" search={{ filter: to } as never} className={classes.link}>
                    {told}
                  </Link>
                ) : (
                  told
                )}
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      {figures.years.length > 0 && <Years years={figures.years} />}
      <footer className={classes.all}>
        <Link to="/invoices" search={{ filter: client } as never} className={classes.link}>
          {t('money.invoices')}
        </Link>
        {payment?.may.read && (
          <Link to="/payments" search={{ filter: client } as never} className={classes.link}>
            {t('money.payments')}
          </Link>
        )}
      </footer>
    </SectionCard>
  );
}

function delayText(days: number, t: TFunction): string {
  if (days === 0) return t('money.onTime');
  return t(days > 0 ? 'money.late' : 'money.early', { count: Math.abs(days) });
}

/** A bar a year and currency; currencies are never added to one another. */
function Years({ years }: { readonly years: readonly Year[] }) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  return (
    <figure className={classes.years}>
      <figcaption>{t('money.byYear')}</figcaption>
      <ul>
        {years.flatMap(({ year, sums }) =>
          sums.map((sum) => (
            <li key={`${year} ${sum.currency}`}>
              <span>{year}</span>
              <span className={classes.track} aria-hidden>
                <span className={classes.bar} style={{ inlineSize: `${shareOf(sum, years)}%` }} />
              </span>
              <span className={classes.amount}>{format.money(sum)}</span>
            </li>
          )),
        )}
      </ul>
    </figure>
  );
}
