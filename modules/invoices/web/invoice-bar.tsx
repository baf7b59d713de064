import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCash, IconDots, IconFileMinus, IconSend, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { compareAmounts } from '../../../shared/money/amount.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useNarrowScreen } from '../../../web/kit/list/narrow-screen.ts';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { part } from '../../../web/ui/part.tsx';
import classes from './invoices.module.css';
import { useInvoiceAct } from './invoices.queries.ts';

const PaymentDialog = part(() => import('./payment-dialog.tsx'));
const CorrectionDialog = part(() => import('./correction-dialog.tsx'));

interface InvoiceBarProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

type Asked = 'issue' | 'payment' | 'cancel' | 'credit';

const isSome = (money: unknown) => Boolean(money) && compareAmounts((money as Money).amount, '0') > 0;

/** What may be done with an invoice as a whole: a draft is issued, an issued one paid, credited or cancelled. */
export default function InvoiceBar({ noun, record }: InvoiceBarProps) {
  const { t } = useTranslation('invoices');
  const payment = useNoun('payment');
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  if (!noun.may.update || record.deletedAt || record.status === 'cancelled' || record.kind === 'creditNote')
    return null;
  const isDraft = record.status === 'draft';
  const mayKeep = payment?.may.create === true;
  if (!isDraft && !mayKeep) return null;
  const isUsed = isSome(record.paid) || isSome(record.credited);
  return (
    <div className={classes.bar}>
      {isDraft && (
        <Button size="sm" leftSection={<IconSend size={16} />} onClick={() => setAsked('issue')}>
          {t('act.issue')}
        </Button>
      )}
      {!isDraft && isSome(record.balance) && (
        <Button size="sm" leftSection={<IconCash size={16} />} onClick={() => setAsked('payment')}>
          {t('act.pay')}
        </Button>
      )}
      {!isDraft && <Corrections mayCancel={!isUsed} onAsk={setAsked} />}
      {asked === 'issue' && <Issuing record={record} noun={noun} onClose={close} />}
      {asked === 'payment' && payment && <PaymentDialog payment={payment} invoice={record} onClose={close} />}
      {(asked === 'cancel' || asked === 'credit') && <CorrectionDialog act={asked} invoice={record} onClose={close} />}
    </div>
  );
}

/** What takes an issued invoice back; on a phone out of sight, where the money that came in is what matters. */
function Corrections({ mayCancel, onAsk }: { readonly mayCancel: boolean; readonly onAsk: (act: Asked) => void }) {
  const { t } = useTranslation('invoices');
  const isNarrow = useNarrowScreen();
  const acts = [{ act: 'credit', icon: IconFileMinus } as const, { act: 'cancel', icon: IconX } as const].filter(
    ({ act }) => act === 'credit' || mayCancel,
  );
  if (!isNarrow)
    return acts.map(({ act, icon: Icon }) => (
      <Button key={act} variant="default" size="sm" leftSection={<Icon size={16} />} onClick={() => onAsk(act)}>
        {t(`act.${act}`)}
      </Button>
    ));
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={44} className={classes.others} aria-label={t('act.others')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(({ act, icon: Icon }) => (
          <Menu.Item key={act} leftSection={<Icon size={16} />} onClick={() => onAsk(act)}>
            {t(`act.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Issuing({ record, noun, onClose }: InvoiceBarProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('invoices');
  const { mutate, isPending } = useInvoiceAct<{ readonly number: string | null }>(record.id, 'issue');
  const issue = () =>
    mutate(
      {},
      {
        onSuccess: ({ number }) => {
          onClose();
          notifyDone(t('act.issued', { number: number ?? '' }));
        },
        onError: (error) => {
          onClose();
          notifyProblem(error, t, noun.name);
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('act.issue')}
      text={t('act.issueText')}
      confirmLabel={t('act.issue')}
      onConfirm={() => {
        if (!isPending) issue();
      }}
    />
  );
}
