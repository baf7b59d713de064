import { Badge, Button, SegmentedControl, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import type { Letter } from '../contract/index.ts';
import { useLetters, useResend } from './mail.queries.ts';

const states = ['waiting', 'sent', 'dead'] as const;
const colors = { waiting: 'blue', sent: 'teal', dead: 'red' } as const;

/** The letters that were sent, wait or were given up. */
export function LetterList() {
  const { t } = useTranslation('mail');
  const [shown, setShown] = useState('all');
  const { data, error, isPending, refetch } = useLetters(states.find((state) => state === shown) ?? null);
  return (
    <section aria-label={t('letters')}>
      <Title order={2} size="h4" mb="sm">
        {t('letters')}
      </Title>
      <SegmentedControl
        mb="sm"
        fullWidth
        size="xs"
        aria-label={t('letters')}
        data={['all', ...states].map((value) => ({ value, label: t(`states.${value}`) }))}
        value={shown}
        onChange={setShown}
      />
      {isPending && <LoadingState lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <Text c="dimmed">{t('lettersNone')}</Text>}
      {data && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((letter) => (
            <LetterLine key={letter.id} letter={letter} />
          ))}
        </ul>
      )}
    </section>
  );
}

function LetterLine({ letter }: { readonly letter: Letter }) {
  const { t } = useTranslation('mail');
  const resend = useResend();
  const { id, subject, state, fault } = letter;
  return (
    <li className={classes.line}>
      <Text className={classes.name}>{subject}</Text>
      <Badge variant="dot" color={colors[state]}>
        {t(`states.${state}`)}
      </Badge>
      {state !== 'sent' && fault !== 'mailExpired' && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={resend.isPending}
          onClick={() => resend.mutate(id, { onError: (error) => notifyProblem(error, t) })}
        >
          {t('resend')}
        </Button>
      )}
      <Facts letter={letter} />
    </li>
  );
}

function Facts({ letter }: { readonly letter: Letter }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const { toName, toAddress, at, sentAt, state, attempts, nextAt, fault, answer } = letter;
  const facts = [
    toName ? `${toName} <${toAddress}>` : toAddress,
    format.dateTime(sentAt ?? at),
    ...(state !== 'sent' && attempts > 0 ? [t('attempt', { count: attempts })] : []),
    ...(fault ? [t(`errors:${fault}`)] : []),
    ...(state !== 'sent' && answer ? [format.quote(answer)] : []),
    ...(nextAt && attempts > 0 ? [t('nextAt', { time: format.dateTime(nextAt) })] : []),
  ];
  return <div className={classes.facts}>{facts.join(' · ')}</div>;
}
