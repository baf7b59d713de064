import { Anchor, Text } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { safeNext } from '../next-address.ts';
import { CodeForm } from '../second-factor/code-form.tsx';
import { SecondPasskey } from '../second-factor/passkey-entry.tsx';
import { useWays } from '../second-factor/second-factor.queries.ts';
import { useEntry } from '../use-entry.ts';
import { Entrance } from './entrance.tsx';

/** The code after the password; afterwards the page that was asked for. */
export function SecondStepPage() {
  const { t } = useTranslation('shell');
  const { next } = useSearch({ strict: false }) as { next?: string };
  const enter = useEntry<{ code: string }>('/api/auth/second-factor', safeNext(next));
  const ways = useWays();
  return (
    <Entrance title={t('secondStep.title')} text={t(ways?.app === false ? 'secondStep.choose' : 'secondStep.text')}>
      {ways?.passkey && <SecondPasskey next={safeNext(next)} />}
      <CodeForm
        label={t('secondStep.code')}
        submitLabel={t('secondStep.submit')}
        wide
        error={enter.error}
        isPending={enter.isPending}
        onSubmit={(code) => enter.mutate({ code })}
      />
      <Text size="sm" c="dimmed" mt="lg">
        {t('secondStep.lost')}
      </Text>
      <Anchor href="/sign-in" size="sm" mt="sm" display="inline-block" py={6}>
        {t('secondStep.other')}
      </Anchor>
    </Entrance>
  );
}
