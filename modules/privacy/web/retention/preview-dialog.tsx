import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { titleOf } from '../../../../web/kit/data/record-title.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../../web/shell/notify.ts';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import type { RetentionPreview, RetentionRule } from '../../contract/index.ts';
import { usePreview, useSwitchRule } from './retention.queries.ts';
import { SparedText } from './spared-text.tsx';

interface PreviewDialogProps {
  readonly rule: RetentionRule;
  readonly onClose: () => void;
}

/** What the rule would do now; where it is off, it is switched on here, for what was seen. */
export function PreviewDialog({ rule, onClose }: PreviewDialogProps) {
  const { t } = useTranslation('privacy');
  const labels = useLabels();
  const { data, error, isPending, refetch } = usePreview(rule.id);
  const change = useSwitchRule(rule.id);
  const switchOn = (count: number) =>
    change.mutate(
      { on: true, count },
      {
        onSuccess: () => {
          notifyDone(t('retention.isOn'));
          onClose();
        },
        // More have become due meanwhile: they are shown before anything is switched on.
        onError: () => void refetch(),
      },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('retention.previewTitle', { nouns: labels.nouns(rule.noun) })}
      closeButtonProps={{ 'aria-label': t('retention.close') }}
    >
      <Stack gap="sm">
        {isPending && <LoadingState lines={3} />}
        {data && <Found rule={rule} preview={data} />}
        <FormProblem error={change.error ?? error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('retention.close')}
          </Button>
          {rule.state !== 'on' && data && (
            <Button loading={change.isPending} onClick={() => switchOn(data.count)}>
              {t('retention.on')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Found({ rule, preview }: { readonly rule: RetentionRule; readonly preview: RetentionPreview }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const noun = useNoun(rule.noun);
  const { count, first, spared } = preview;
  return (
    <>
      <Text size="sm">{t('retention.found', { count })}</Text>
      {first.length > 0 && (
        <List size="sm" withPadding>
          {first.map((record) => (
            <List.Item key={record.id}>
              <RecordLink noun={rule.noun} id={record.id}>
                {(noun && titleOf(noun, record as unknown as AnyRecord, format)) || '—'}
              </RecordLink>
            </List.Item>
          ))}
        </List>
      )}
      {count > first.length && <Text size="sm">{t('retention.more', { count: count - first.length })}</Text>}
      <SparedText spared={spared} />
      {rule.eraseAfter !== null && (
        <Alert color="red">{t('retention.erasesWarning', { count: rule.eraseAfter })}</Alert>
      )}
      <Text size="sm" c="dimmed">
        {t('retention.how')}
      </Text>
    </>
  );
}
