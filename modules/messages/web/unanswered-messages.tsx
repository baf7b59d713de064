import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata, useNoun } from '../../../web/kit/data/metadata.ts';
import type { DayPartProps } from '../../../web/module.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { part } from '../../../web/ui/part.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { ConversationLine } from './conversation-line.tsx';
import { useConversations } from './messages.queries.ts';

const ConversationDialog = part(() => import('./conversation-dialog.tsx'));

const shown = 8;

/** Conversations that wait for an answer, yours and nobody's; of a team nobody reads the messages of others. */
export default function UnansweredMessages({ whose, onState }: DayPartProps) {
  const { data } = useMetadata();
  const mayAnswer = useNoun('task')?.may.create === true;
  const isAsked = mayAnswer && whose === 'mine' && data?.inUse?.includes('messages') === true;
  useEffect(() => {
    if (!isAsked) onState('empty');
  }, [isAsked, onState]);
  return isAsked ? <Waiting onState={onState} /> : null;
}

function Waiting({ onState }: Pick<DayPartProps, 'onState'>) {
  const { t } = useTranslation('messages');
  const [open, setOpen] = useState<string | null>(null);
  const { data, error, isPending, hasNextPage, refetch } = useConversations('waiting', 'open');
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const state = items.length > 0 || open ? 'filled' : error ? 'failed' : isPending ? 'asked' : 'empty';
  useEffect(() => onState(state), [state, onState]);
  if (state === 'asked' || state === 'empty') return null;
  return (
    <SectionCard title={t('list.waiting')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      <ul className={classes.list}>
        {items.slice(0, shown).map((conversation) => (
          <ConversationLine key={conversation.id} conversation={conversation} onOpen={setOpen} />
        ))}
      </ul>
      {(hasNextPage || items.length > shown) && (
        <Anchor component={Link} to="/messages" size="sm" mt="xs">
          {t('list.everything')}
        </Anchor>
      )}
      <Suspense>{open && <ConversationDialog id={open} onClose={() => setOpen(null)} />}</Suspense>
    </SectionCard>
  );
}
