import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useCreateApiKey } from './api-keys.queries.ts';
import { KeyForm } from './key-form.tsx';
import { KeyRole } from './key-role.tsx';
import { MadeKey } from './made-key.tsx';

/** Makes a key and shows it, once. */
export default function NewApiKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('workspace');
  const create = useCreateApiKey();
  const [role, setRole] = useState<string | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('apiKeys.create')}
      closeOnClickOutside={!create.data}
      closeButtonProps={{ 'aria-label': t('apiKeys.cancel') }}
    >
      {create.data ? (
        <MadeKey value={create.data.key} onClose={onClose} />
      ) : (
        <KeyForm
          error={create.error}
          isPending={create.isPending}
          onSubmit={(input) => create.mutate({ ...input, role })}
          onClose={onClose}
          everything={t('apiKeys.everything')}
          act={t('apiKeys.create')}
        >
          <KeyRole value={role} onChange={setRole} />
        </KeyForm>
      )}
    </Modal>
  );
}
