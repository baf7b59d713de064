import { Modal, Stack, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { decimal } from '../../../shared/money/amount.ts';
import type { AnyRecord, Money } from '../../../shared/nouns/value.ts';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import FieldInput from '../../../web/kit/fields/inputs/field-input.tsx';
import { recordPath } from '../../../web/kit/record-link.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { FormButtons } from '../../../web/ui/form-buttons.tsx';
import { useInvoiceAct } from './invoices.queries.ts';

interface CorrectionDialogProps {
  readonly act: 'cancel' | 'credit';
  readonly invoice: AnyRecord;
  readonly onClose: () => void;
}

/** Nothing is cancelled or credited without a reason. */
export default function CorrectionDialog({ act, invoice, onClose }: CorrectionDialogProps) {
  const { t } = useTranslation('invoices');
  const navigate = useNavigate();
  const payment = useNoun('payment');
  const field = payment ? findField(payment, 'amount') : null;
  const [amount, setAmount] = useState<unknown>(leftOf(invoice));
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useInvoiceAct<{ readonly invoice?: string }>(invoice.id, act);
  const faults = error ? problemFields(error, t) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate(act === 'credit' && amount ? { reason, amount } : { reason }, {
      onSuccess: ({ invoice: note }) => {
        onClose();
        if (note) void navigate({ to: recordPath('invoices', note) });
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title={t(`act.${act}`)} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FormProblem error={error} />
          {act === 'credit' && payment && field && (
            <FieldInput
              noun={payment}
              field={field}
              label={t('act.amount')}
              value={amount}
              error={faults.amount}
              onChange={setAmount}
            />
          )}
          <Textarea
            label={t('act.reason')}
            required
            autosize
            minRows={2}
            value={reason}
            error={faults.reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Stack>
        <FormButtons cancel={t('act.leave')} submit={t(`act.${act}`)} loading={isPending} onCancel={onClose} />
      </form>
    </Modal>
  );
}

/** What of an invoice was not credited yet. */
function leftOf({ total, credited }: AnyRecord): Money | null {
  if (!total) return null;
  const { amount, currency } = total as Money;
  return {
    amount: decimal(amount)
      .minus((credited as Money | null)?.amount ?? 0)
      .toFixed(2),
    currency,
  };
}
