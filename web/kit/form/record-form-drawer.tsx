import { Button, Drawer, Group } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyDone } from '../../shell/notify.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { isWaiting } from '../data/kept-writes.ts';
import { useLabels } from '../labels.ts';
import { RecordForm } from './record-form.tsx';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useRecordForm } from './use-record-form.ts';

interface RecordFormDrawerProps {
  readonly noun: NounMetadata;
  readonly initial?: Readonly<Record<string, unknown>> | undefined;
  readonly onClose: () => void;
  readonly onCreated?: ((record: AnyRecord) => void) | undefined;
}

/** A form for a new record at the side of the page. What was typed is not thrown away without asking. */
export default function RecordFormDrawer({ noun, initial, onClose, onCreated }: RecordFormDrawerProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const form = useRecordForm(noun, initial, (record) => {
    notifyDone(t(isWaiting(record) ? 'waiting.kept' : 'create.done', { noun: labels.noun(noun.name) }));
    guard.release();
    onClose();
    onCreated?.(record);
  });
  const guard = useLeaveGuard(form.isDirty, onClose);
  return (
    <Drawer
      opened
      onClose={guard.leave}
      position="right"
      size="min(34rem, 100vw)"
      title={labels.create(noun.name)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={form.submit} noValidate>
        <RecordForm noun={noun} form={form} />
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={guard.leave}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={form.isSaving}>
            {t('create.submit')}
          </Button>
        </Group>
      </form>
      <ConfirmDialog
        opened={guard.isAsking}
        onClose={guard.stay}
        title={t('create.leave')}
        text={t('create.leaveText')}
        confirmLabel={t('create.discard')}
        danger
        onConfirm={guard.discard}
      />
    </Drawer>
  );
}
