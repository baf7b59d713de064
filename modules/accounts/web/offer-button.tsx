import { Button } from '@mantine/core';
import { IconArrowRight, IconCurrencyDollar } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Reference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { isWaiting } from '../../../web/kit/data/kept-writes.ts';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { recordPath } from '../../../web/kit/record-link.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { request } from '../../../web/shell/request.ts';

interface OfferButtonProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** Makes the next deal of what a client has at work, or leads to the one that was made. */
export default function OfferButton({ noun, record }: OfferButtonProps) {
  const { t } = useTranslation('accounts');
  const deal = useNoun('deal');
  const navigate = useNavigate();
  const place = useLocation({ select: ({ pathname }) => pathname });
  const { mutate, isPending } = useMutation({
    mutationFn: () => request<{ readonly deal: string }>('POST', `/api/v1/${noun.plural}/${record.id}/offer`),
    onSuccess: ({ deal: id }) => void navigate({ to: recordPath('deals', id) }),
    onError: (error) => notifyProblem(error, t, noun.name),
  });
  const offered = record.offer as Reference | null | undefined;
  // On the card of the offer the way there is no way.
  if (offered && deal && place === recordPath(deal.plural, offered.id)) return null;
  if (offered && deal)
    return (
      <Button
        {...{ variant: 'subtle', size: 'compact-sm', rightSection: <IconArrowRight size={14} aria-hidden /> }}
        component={Link}
        to={recordPath(deal.plural, offered.id)}
      >
        {t('offer.open')}
      </Button>
    );
  if (!noun.may.update || !deal?.may.create || record.deletedAt || isWaiting(record)) return null;
  return (
    <Button
      {...{ variant: 'light', size: 'compact-sm', leftSection: <IconCurrencyDollar size={14} aria-hidden /> }}
      loading={isPending}
      onClick={() => mutate()}
    >
      {t('offer.make')}
    </Button>
  );
}
