import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import type { DayPartProps } from '../../../web/module.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { KeptLetterLine } from './kept-letter-line.tsx';
import { useKeptLetters } from './mailbox.queries.ts';

const shown = 8;

/** Letters of clients that nobody has answered, for whoever has a mailbox; of a team nobody reads the letters of others. */
export default function UnansweredLetters({ whose, onState }: DayPartProps) {
  const { data } = useMetadata();
  const hasLetters = whose === 'mine' && data?.inUse?.includes('mail') === true;
  useEffect(() => {
    if (!hasLetters) onState('empty');
  }, [hasLetters, onState]);
  return hasLetters ? <Letters onState={onState} /> : null;
}

function Letters({ onState }: Pick<DayPartProps, 'onState'>) {
  const { t } = useTranslation('mail');
  const { data, error, isPending, hasNextPage, refetch } = useKeptLetters('unanswered', '');
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const state = items.length > 0 ? 'filled' : error ? 'failed' : isPending ? 'asked' : 'empty';
  useEffect(() => onState(state), [state, onState]);
  if (state === 'asked' || state === 'empty') return null;
  return (
    <SectionCard title={t('answer.waiting')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      <ul className={classes.list}>
        {items.slice(0, shown).map((letter) => (
          <KeptLetterLine key={letter.id} letter={letter} />
        ))}
      </ul>
      {(hasNextPage || items.length > shown) && (
        <Anchor component={Link} to="/letters" search={{ of: 'unanswered' } as never} size="sm" mt="xs">
          {t('answer.all')}
        </Anchor>
      )}
    </SectionCard>
  );
}
