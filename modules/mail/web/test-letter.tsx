import { Alert, Button, Code, Stack } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import type { TestOutcome } from '../contract/index.ts';
import { useTestMail } from './mail.queries.ts';

/** Sends a letter to whoever asks, and says what the mail server said. */
export function TestLetter() {
  const { t } = useTranslation('mail');
  const send = useTestMail();
  return (
    <Stack gap="sm" mb="xl" align="flex-start">
      <Button
        variant="default"
        leftSection={<IconSend size={16} stroke={1.6} />}
        loading={send.isPending}
        onClick={() => send.mutate(undefined, { onError: (error) => notifyProblem(error, t) })}
      >
        {t('test')}
      </Button>
      {send.data && !send.isPending && <Outcome outcome={send.data} />}
    </Stack>
  );
}

function Outcome({ outcome: { to, fault, answer } }: { readonly outcome: TestOutcome }) {
  const { t } = useTranslation('mail');
  return (
    <Alert role="status" color={fault ? 'red' : 'teal'} variant="light" w="100%">
      {fault ? t(`errors:${fault}`) : t('testSent', { to })}
      {answer && (
        <Code block mt="xs">
          {answer}
        </Code>
      )}
    </Alert>
  );
}
