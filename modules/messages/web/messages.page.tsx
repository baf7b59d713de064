import { Anchor, Button, SegmentedControl, Stack, Switch } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import { ConversationLine } from './conversation-line.tsx';
import { useConversations } from './messages.queries.ts';

const ConversationDialog = part(() => import('./conversation-dialog.tsx'));

const whose = ['all', 'mine', 'nobody'] as const;

/** The conversations of all channels. */
export function MessagesPage() {
  const { t } = useTranslation('messages');
  const [of, setOf] = useState<(typeof whose)[number]>('all');
  const [isClosed, setClosed] = useState(false);
  const settings = (
    <Anchor component={Link} to="/message-channels" size="sm" display="inline-block" py={6}>
      {t('channels.title')}
    </Anchor>
  );
  return (
    <Page title={t('list.title')} layout="text" actions={settings}>
      <Stack gap="sm" mb="md">
        <SegmentedControl
          aria-label={t('list.whose')}
          data={whose.map((value) => ({ value, label: t(`list.of.${value}`) }))}
          value={of}
          onChange={(value) => setOf(whose.find((one) => one === value) ?? 'all')}
        />
        <Switch
          label={t('list.closed')}
          checked={isClosed}
          onChange={(event) => setClosed(event.currentTarget.checked)}
        />
      </Stack>
      <Conversations of={of} state={isClosed ? 'closed' : 'open'} />
    </Page>
  );
}

function Conversations({ of, state }: { readonly of: (typeof whose)[number]; readonly state: 'open' | 'closed' }) {
  const { t } = useTranslation('messages');
  const [shown, setShown] = useState<string | null>(null);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useConversations(
    of,
    state,
  );
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (isPending) return <LoadingState lines={6} />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const isSetUp = data?.pages[0]?.isSetUp === true;
  return (
    <>
      {items.length === 0 ? (
        <EmptyState
          icon={IconMessages}
          title={t(isSetUp ? 'list.none' : 'channels.none')}
          text={t(isSetUp ? 'list.noneText' : 'channels.noneText')}
        />
      ) : (
        <ul className={classes.list}>
          {items.map((conversation) => (
            <ConversationLine key={conversation.id} conversation={conversation} onOpen={setShown} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
      {shown && <ConversationDialog id={shown} onClose={() => setShown(null)} />}
    </>
  );
}
