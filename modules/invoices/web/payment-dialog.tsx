import { Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useToday } from '../../../web/i18n/use-today.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { findField } from '../../../web/kit/data/named-field.ts';
import FieldInput from '../../../web/kit/fields/inputs/field-input.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { FormButtons } from '../../../web/ui/form-buttons.tsx';
import { useInvoiceAct } from './invoices.queries.ts';

interface PaymentDialogProps {
  readonly payment: NounMetadata;
  readonly invoice: AnyRecord;
  readonly onClose: () => void;
}

/** What was paid for an invoice: all that is due, today, by transfer, unless one says otherwise. */
export default function PaymentDialog({ payment, invoice, onClose }: PaymentDialogProps) {
  const { t } = useTranslation('invoices');
  const labels = useLabels();
  const paidOn = useToday();
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({
    ...{ amount: invoice.balance, paidOn, method: 'transfer', name: '' },
  });
  const { mutate, isPending, error } = useInvoiceAct(invoice.id, 'payment');
  const faults = error ? problemFields(error, t) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.entries(values).filter(([, value]) => value !== '' && value !== null);
    mutate(Object.fromEntries(given), { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title={t('act.pay')} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FormProblem error={error} />
          {['amount', 'paidOn', 'method', 'name'].map((name) => {
            const field = findField(payment, name);
            if (!field) return null;
            return (
              <FieldInput
                key={name}
                noun={payment}
                field={field}
                label={labels.field(payment.name, field)}
                value={values[name]}
                error={faults[name]}
                onChange={(value) => setValues({ ...values, [name]: value })}
              />
            );
          })}
        </Stack>
        <FormButtons cancel={t('act.close')} submit={t('act.pay')} loading={isPending} onCancel={onClose} />
      </form>
    </Modal>
  );
}
