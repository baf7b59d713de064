import { Button, FileButton, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { problemText } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { NounGate } from '../../../../web/kit/noun-gate.tsx';
import { useSession } from '../../../../web/shell/session.ts';
import { Page } from '../../../../web/ui/page.tsx';
import type { StatementRow } from './keep-payment.ts';
import { decodeStatement, mostBytes, readStatement, type Statement } from './read-statement.ts';
import classes from './statement.module.css';
import { lookUp, type MoneyNouns } from './statement.queries.ts';
import { StatementTable } from './statement-table.tsx';

/** Payments out of a bank's statement: looked up, confirmed by a person, kept. */
export function StatementPage() {
  const { t } = useTranslation('invoices');
  return (
    <Page title={t('statement.title')}>
      <NounGate name="payment">{(payment) => <Nouns payment={payment} />}</NounGate>
    </Page>
  );
}

function Nouns({ payment }: Pick<MoneyNouns, 'payment'>) {
  const { t } = useTranslation('invoices');
  const [company, invoice, part] = [useNoun('company'), useNoun('invoice'), useNoun('paymentPart')];
  if (!company || !invoice || !part || !payment.may.create)
    return (
      <Text c="dimmed" className={classes.text}>
        {t('statement.notYours')}
      </Text>
    );
  return <Reading nouns={{ company, invoice, payment }} />;
}

interface Read {
  readonly statement: Statement;
  readonly rows: readonly StatementRow[];
}

function Reading({ nouns }: { readonly nouns: MoneyNouns }) {
  const { t } = useTranslation('invoices');
  const home = useSession()?.workspace.currency ?? 'EUR';
  const [read, setRead] = useState<Read | null>(null);
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const take = async (file: File | null) => {
    if (!file) return;
    setBusy(true);
    setFault(undefined);
    setRead(null);
    try {
      if (file.size > mostBytes) return setFault(t('statement.tooLarge'));
      const text = decodeStatement(new Uint8Array(await file.arrayBuffer()));
      if (text === null) return setFault(t('statement.other'));
      const statement = readStatement(text);
      setRead({ statement, rows: await lookUp(nouns, statement.incoming, home) });
    } catch (error) {
      setFault(problemText(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.page}>
      <p className={classes.text}>{t('statement.about')}</p>
      <FileButton accept=".txt" onChange={(file) => void take(file)} disabled={isBusy}>
        {(props) => (
          <Button {...props} variant="default" loading={isBusy} leftSection={<IconFileUpload size={16} aria-hidden />}>
            {t('statement.choose')}
          </Button>
        )}
      </FileButton>
      {fault && (
        <Text role="alert" c="var(--mantine-color-error)">
          {fault}
        </Text>
      )}
      {read && (
        <>
          <p className={classes.text}>
            {[
              t('statement.found', { count: read.rows.length }),
              read.statement.outgoing > 0 ? t('statement.outgoing', { count: read.statement.outgoing }) : '',
              read.statement.unread > 0 ? t('statement.unread', { count: read.statement.unread }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {read.rows.length > 0 && <StatementTable nouns={nouns} rows={read.rows} />}
        </>
      )}
    </div>
  );
}
