import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconPhone, IconPlus } from '@tabler/icons-react';
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
import type { Exchange } from '../contract/index.ts';
import { useDeleteExchange, useExchanges, useRenewKey, useTestExchange } from './calls.queries.ts';
import { KeyDialog } from './key-dialog.tsx';

const ExchangeDialog = part(() => import('./exchange-dialog.tsx'));

/** The telephone systems that tell of calls. */
export function TelephonyPage() {
  const { t } = useTranslation('calls');
  const [adding, setAdding] = useState(false);
  const { data, error, isPending, refetch } = useExchanges();
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('settings.add')}
    </Button>
  );
  return (
    <Page title={t('title')} actions={addButton} layout="text">
      <Text c="dimmed" mb="md">
        {t('settings.text')}
      </Text>
      {isPending && <LoadingState lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState icon={IconPhone} title={t('settings.none')} text={t('settings.noneText')} />
      )}
      {data && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((exchange) => (
            <ExchangeLine key={exchange.id} exchange={exchange} />
          ))}
        </ul>
      )}
      <Suspense>{adding && <ExchangeDialog exchange={null} onClose={() => setAdding(false)} />}</Suspense>
    </Page>
  );
}

type Asked = 'edit' | 'delete' | 'renew' | null;

function ExchangeLine({ exchange }: { readonly exchange: Exchange }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const [asked, ask] = useState<Asked>(null);
  const test = useTestExchange();
  const remove = useDeleteExchange();
  const renew = useRenewKey();
  const { id, name, active, lastEventAt, lines, extensions } = exchange;
  const close = () => ask(null);
  return (
    <li className={classes.line}>
      <Anchor component="button" type="button" ta="start" className={classes.name} onClick={() => ask('edit')}>
        {name}
      </Anchor>
      <Badge variant="dot" color={active ? 'teal' : 'gray'}>
        {t(active ? 'settings.on' : 'settings.off')}
      </Badge>
      <div className={classes.facts}>
        {[
          t('settings.lineCount', { count: lines.length }),
          t('settings.extensionCount', { count: extensions.length }),
          lastEventAt ? t('settings.lastEvent', { time: format.dateTime(lastEventAt) }) : t('settings.noEvent'),
        ].join(' · ')}
      </div>
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          loading={test.isPending}
          onClick={() => test.mutate(id, { onError: (error) => notifyProblem(error, t) })}
        >
          {t('settings.test')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => ask('renew')}>
          {t('settings.renew')}
        </Button>
        <Button variant="subtle" color="red" size="compact-sm" onClick={() => ask('delete')}>
          {t('settings.delete')}
        </Button>
      </Group>
      <Suspense>{asked === 'edit' && <ExchangeDialog exchange={exchange} onClose={close} />}</Suspense>
      <ConfirmDialog
        opened={asked === 'delete'}
        onClose={close}
        danger
        title={t('settings.deleteTitle', { name })}
        text={t('settings.deleteText')}
        confirmLabel={t('settings.delete')}
        onConfirm={async () => void (await remove.mutateAsync(id))}
      />
      <ConfirmDialog
        opened={asked === 'renew'}
        onClose={close}
        title={t('settings.renewTitle', { name })}
        text={t('settings.renewText')}
        confirmLabel={t('settings.renew')}
        onConfirm={async () => void (await renew.mutateAsync(id))}
      />
      {renew.data && <KeyDialog apiKey={renew.data.key} path={exchange.path} onClose={() => renew.reset()} />}
    </li>
  );
}
