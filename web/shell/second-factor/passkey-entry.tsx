import { Button, Stack } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { request } from '../request.ts';
import { type Entered, useEntryBy } from '../use-entry.ts';
import { type Asked, allowsPasskeys, showPasskey } from './ceremony.ts';

interface EntryProps {
  readonly next: string;
}

/** Signs in without a password, where the browser can. */
export function PasskeyEntry({ next }: EntryProps) {
  const enter = useEntryBy(() => enterBy('/api/auth/passkey/options', '/api/auth/passkey'), next);
  return allowsPasskeys() ? <EntryButton enter={enter} /> : null;
}

/** Does the second step by a passkey. */
export function SecondPasskey({ next }: EntryProps) {
  const enter = useEntryBy(() => enterBy('/api/auth/second-factor/passkey', '/api/auth/second-factor'), next);
  return allowsPasskeys() ? <EntryButton enter={enter} /> : null;
}

interface EntryButtonProps {
  readonly enter: ReturnType<typeof useEntryBy<void>>;
}

function EntryButton({ enter }: EntryButtonProps) {
  const { t } = useTranslation('shell');
  return (
    <Stack gap="sm" my="md">
      <Button
        variant="default"
        size="md"
        leftSection={<IconKey size={18} stroke={1.6} />}
        loading={enter.isPending}
        onClick={() => enter.mutate()}
      >
        {t('signIn.passkey')}
      </Button>
      <FormProblem error={enter.error} />
    </Stack>
  );
}

async function enterBy(questionPath: string, answerPath: string): Promise<Entered> {
  const passkey = await showPasskey(await request<Asked>('POST', questionPath, {}));
  return request<Entered>('POST', answerPath, { passkey });
}
