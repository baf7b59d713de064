import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money, Reference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { runBatch } from '../../../web/kit/data/api.ts';
import { recordKeys } from '../../../web/kit/data/query-keys.ts';
import { ReferenceLabel } from '../../../web/kit/fields/values/reference-label.tsx';
import { RecordLink } from '../../../web/kit/record-link.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { MoneyText } from '../../../web/ui/value-text.tsx';
import classes from './invoices.module.css';
import { renewMoney } from './invoices.queries.ts';

interface PartListProps {
  readonly noun: NounMetadata;
  readonly parts: readonly AnyRecord[];
  /** What each leads to: on an invoice's card the payment, on a payment's the invoice. */
  readonly to: 'payment' | 'invoice';
  readonly removable: boolean;
}

/** How much of which payment was put to which invoice; a press takes it off again. */
export function PartList({ noun, parts, to, removable }: PartListProps) {
  const { t } = useTranslation('invoices');
  const client = useQueryClient();
  const take = useMutation<void, Error, AnyRecord>({
    mutationFn: ({ id }) => runBatch(noun, [{ delete: { id } }]),
    onSuccess: (_, { invoice, payment }) => {
      renewMoney(client, (invoice as Reference).id);
      void client.invalidateQueries({ queryKey: recordKeys.record('payment', (payment as Reference).id) });
    },
    onError: (error) => notifyProblem(error, t, noun.name),
  });
  return (
    <ul className={classes.parts}>
      {parts.map((part) => (
        <li key={part.id} className={classes.part}>
          <RecordLink noun={to} id={(part[to] as Reference).id}>
            <ReferenceLabel noun={to} reference={part[to] as Reference} />
          </RecordLink>
          <span className={classes.amount}>
            <MoneyText value={part.amount as Money | null} />
          </span>
          {removable ? (
            <ActionIcon
              aria-label={t('paid.take')}
              title={t('paid.take')}
              disabled={take.isPending}
              onClick={() => take.mutate(part)}
            >
              <IconX size={14} />
            </ActionIcon>
          ) : (
            <span />
          )}
        </li>
      ))}
    </ul>
  );
}
