import { Alert, Modal, Stack, Text } from '@mantine/core';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { RichText } from '../../../web/kit/fields/values/rich-text-value.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import type { KeptLetterAnswer } from '../contract/index.ts';
import { useKeptLetter } from './mailbox.queries.ts';

/** A letter, whole. */
export default function KeptLetterDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('mail');
  const { data, error, isPending, refetch } = useKeptLetter(id);
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={data?.subject || t('kept.noSubject')}
      closeButtonProps={{ 'aria-label': t('card.cancel') }}
    >
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Letter letter={data} />}
    </Modal>
  );
}

function Letter({ letter }: { readonly letter: KeptLetterAnswer }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const { fromName, fromAddress, recipients, at, html, body, files, proof, isWhole } = letter;
  const from = fromName ? `${fromName} <${fromAddress}>` : fromAddress;
  const to = recipients.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {[from, ...(to ? [t('kept.to', { to })] : []), format.dateTime(at)].join(' · ')}
      </Text>
      {proof && <Proof proof={proof} />}
      {!isWhole && <Alert color="yellow">{t('kept.tooLarge')}</Alert>}
      {files.length > 0 && (
        <Text size="sm">{t('kept.files', { names: files.map(({ name }) => name).join(', ') })}</Text>
      )}
      {html ? (
        <RichText html={html} />
      ) : (
        <Text component="div" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {body || t('kept.noText')}
        </Text>
      )}
    </Stack>
  );
}

/** What the mailbox's own server found out of who it came from. */
function Proof({ proof }: { readonly proof: string }) {
  const { t } = useTranslation('mail');
  const isForged = /=(fail|softfail|permerror)/.test(proof);
  return (
    <Text size="xs" c={isForged ? 'red' : 'dimmed'}>
      {isForged ? t('kept.forged') : t('kept.proved')} ({proof})
    </Text>
  );
}
