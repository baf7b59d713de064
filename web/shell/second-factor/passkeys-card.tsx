import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import classes from '../../ui/framed-list.module.css';
import { LoadingState } from '../../ui/loading-state.tsx';
import { SectionCard } from '../../ui/section-card.tsx';
import { notifyDone } from '../notify.ts';
import { allowsPasskeys } from './ceremony.ts';
import { usePasskeys } from './passkey.queries.ts';
import { PasskeyLine } from './passkey-line.tsx';
import { PasskeySetUp } from './passkey-set-up.tsx';
import { useSecondFactor } from './second-factor.queries.ts';

/** One's own passkeys: added, renamed, removed. */
export function PasskeysCard() {
  const { t } = useTranslation('shell');
  const { data, error, isPending, refetch } = usePasskeys();
  const { data: factor } = useSecondFactor();
  const [isAdding, setAdding] = useState(false);
  const done = () => {
    setAdding(false);
    notifyDone(t('passkeys.added'));
  };
  // What was there when it began: the recovery codes of the first one are still to be shown after it is there.
  const isFirst = factor?.isOn === false && data?.items.length === 0;
  return (
    <SectionCard title={t('passkeys.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t(allowsPasskeys() ? 'passkeys.text' : 'passkeys.noWay')}
      </Text>
      {isPending && <LoadingState lines={2} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((passkey) => (
            <PasskeyLine key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {isAdding && <PasskeySetUp isFirst={isFirst} onDone={done} onCancel={() => setAdding(false)} />}
      {data && !isAdding && allowsPasskeys() && (
        <Button mt="sm" variant={data.items.length > 0 ? 'default' : 'filled'} onClick={() => setAdding(true)}>
          {t('passkeys.add')}
        </Button>
      )}
    </SectionCard>
  );
}
