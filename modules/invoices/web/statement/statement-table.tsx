import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { problemLines } from '../../../../web/i18n/problem-text.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import type { Outcome, StatementRow } from './keep-payment.ts';
import classes from './statement.module.css';
import { type MoneyNouns, useKeepPayments } from './statement.queries.ts';

interface StatementTableProps {
  readonly nouns: MoneyNouns;
  readonly rows: readonly StatementRow[];
}

const keyOf = ({ document }: StatementRow) => document.key;

/** What came in, whom and what it was found to be of; nothing is kept but what is ticked. What was matched is ticked at first. */
export function StatementTable({ nouns, rows }: StatementTableProps) {
  const { t } = useTranslation('invoices');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(rows.filter(({ isKept, match }) => !isKept && match).map(keyOf)),
  );
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const { mutate, isPending } = useKeepPayments(nouns);
  const isOver = (row: StatementRow) => row.isKept || (outcomes.get(keyOf(row))?.done ?? 'refused') !== 'refused';
  const wanted = rows.filter((row) => chosen.has(keyOf(row)) && !isOver(row));
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  return (
    <>
      <ul className={classes.rows}>
        {rows.map((row) => (
          <Row
            key={keyOf(row)}
            row={row}
            outcome={outcomes.get(keyOf(row))}
            checked={chosen.has(keyOf(row))}
            disabled={isOver(row) || isPending}
            onToggle={() => toggle(keyOf(row))}
          />
        ))}
      </ul>
      <Button
        disabled={wanted.length === 0}
        loading={isPending}
        onClick={() => mutate(wanted, { onSuccess: (done) => setOutcomes(new Map([...outcomes, ...done])) })}
      >
        {t('statement.keep', { count: wanted.length })}
      </Button>
    </>
  );
}

interface RowProps {
  readonly row: StatementRow;
  readonly outcome: Outcome | undefined;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onToggle: () => void;
}

function Row({ row, outcome, checked, disabled, onToggle }: RowProps) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { document, amount, company, match, isKept } = row;
  const told = t('statement.row', { number: document.number, payer: document.payer });
  return (
    <li className={classes.row}>
      <Checkbox checked={checked && !isKept} disabled={disabled} onChange={onToggle} aria-label={told} />
      <span className={classes.payer}>
        {company ? (
          <RecordLink noun="company" id={company.id}>
            {company.label}
          </RecordLink>
        ) : (
          document.payer || document.taxId
        )}
      </span>
      <span className={classes.amount}>{format.money(amount)}</span>
      <span className={classes.fact}>
        {format.date(document.date)} · {document.number} · {document.purpose}
      </span>
      <span className={classes.match}>
        {match ? (
          <>
            {t(`statement.by.${match.by}`)}{' '}
            <RecordLink noun="invoice" id={match.invoice.id}>
              {match.invoice.number}
            </RecordLink>
          </>
        ) : (
          t(company ? 'statement.noInvoice' : 'statement.nobody')
        )}
      </span>
      <Standing outcome={outcome} isKept={isKept} />
    </li>
  );
}

function Standing({ outcome, isKept }: { readonly outcome: Outcome | undefined; readonly isKept: boolean }) {
  const { t } = useTranslation('invoices');
  if (isKept) return <span className={classes.fact}>{t('statement.known')}</span>;
  if (!outcome) return null;
  const { done, error } = outcome;
  return (
    <span className={error ? classes.fault : classes.fact} role="status">
      {[done === 'refused' ? '' : t(`statement.${done}`), error ? problemLines(error, t, 'payment') : '']
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}
