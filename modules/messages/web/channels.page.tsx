import { Alert, Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconMessage2, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import type { Channel } from '../contract/index.ts';
import { useChannels, useRemoveChannel, useTestChannel } from './messages.queries.ts';

const ChannelDialog = part(() => import('./channel-dialog.tsx'));

/** The channels messages go and come by. */
export function ChannelsPage() {
  const { t } = useTranslation('messages');
  const [adding, setAdding] = useState(false);
  const { data, error, isPending, refetch } = useChannels();
  const actions = (
    <Group gap="sm">
      <Anchor component={Link} to="/messages" size="sm" display="inline-block" py={6}>
        {t('list.title')}
      </Anchor>
      <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
        {t('channels.add')}
      </Button>
    </Group>
  );
  return (
    <Page title={t('channels.title')} actions={actions} layout="text">
      <Text c="dimmed" mb="md">
        {t('channels.text')}
      </Text>
      {isPending && <LoadingState lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState icon={IconMessage2} title={t('channels.none')} text={t('channels.noneText')} />
      )}
      {data && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((channel) => (
            <ChannelLine key={channel.id} channel={channel} />
          ))}
        </ul>
      )}
      <Suspense>{adding && <ChannelDialog channel={null} onClose={() => setAdding(false)} />}</Suspense>
    </Page>
  );
}

function ChannelLine({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const [asked, ask] = useState<'edit' | 'delete' | null>(null);
  const test = useTestChannel();
  const remove = useRemoveChannel();
  const { id, name, active, kind, lastAt, fault, answer } = channel;
  const close = () => ask(null);
  return (
    <li className={classes.line}>
      <Anchor component="button" type="button" ta="start" className={classes.name} onClick={() => ask('edit')}>
        {name}
      </Anchor>
      <Badge variant="dot" color={fault ? 'red' : active ? 'teal' : 'gray'}>
        {t(fault ? 'channels.faulty' : active ? 'channels.on' : 'channels.off')}
      </Badge>
      <div className={classes.facts}>
        {[
          t(`channels.kinds.${kind}`),
          lastAt ? t('channels.lastAt', { time: format.dateTime(lastAt) }) : t('channels.never'),
          ...(fault ? [t(`errors:${fault}`)] : []),
          ...(fault && answer ? [`“${answer}”`] : []),
        ].join(' · ')}
      </div>
      <Group gap="xs">
        {kind !== 'chat' && (
          <Button
            variant="default"
            size="compact-sm"
            loading={test.isPending}
            onClick={() => test.mutate(id, { onError: (error) => notifyProblem(error, t) })}
          >
            {t('channels.test')}
          </Button>
        )}
        <Button variant="subtle" color="red" size="compact-sm" onClick={() => ask('delete')}>
          {t('channels.remove')}
        </Button>
      </Group>
      {test.data && (
        <Alert w="100%" role="status" color={test.data.fault ? 'red' : 'teal'}>
          {test.data.fault ? t(`errors:${test.data.fault}`) : t('channels.works')}
          {test.data.fault && test.data.answer ? ` “${test.data.answer}”` : ''}
        </Alert>
      )}
      <Suspense>{asked === 'edit' && <ChannelDialog channel={channel} onClose={close} />}</Suspense>
      <ConfirmDialog
        opened={asked === 'delete'}
        onClose={close}
        danger
        title={t('channels.removeTitle', { name })}
        text={t('channels.removeText')}
        confirmLabel={t('channels.remove')}
        onConfirm={async () => void (await remove.mutateAsync(id))}
      />
    </li>
  );
}
