import { Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { Reference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { RelationPicker } from '../../../web/kit/form/relation-picker.tsx';
import { serviceRoles } from '../contract/workspace-key.api.ts';
import { KeyForm } from './key-form.tsx';
import { MadeKey } from './made-key.tsx';
import { useCreateServiceKey, type WorkspaceKey } from './workspace-keys.queries.ts';

type ServiceRole = (typeof serviceRoles)[number];

interface NewServiceKeyDialogProps {
  /** Those there are: their services can have a further one. */
  readonly keys: readonly WorkspaceKey[];
  readonly onClose: () => void;
}

/** Makes a key of a new service, or a further one of a service there is, and shows it once. */
export default function NewServiceKeyDialog({ keys, onClose }: NewServiceKeyDialogProps) {
  const { t } = useTranslation('workspace');
  const create = useCreateServiceKey();
  const [service, setService] = useState<string | null>(null);
  const [role, setRole] = useState<ServiceRole>('viewer');
  const [accessRole, setAccessRole] = useState<Reference | null>(null);
  const services = new Map(keys.filter(({ holder }) => holder.service).map(({ holder }) => [holder.id, holder.name]));
  const whose = { service, role, accessRole: service === null ? (accessRole?.id ?? null) : null };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('workspaceKeys.create')}
      closeOnClickOutside={!create.data}
      closeButtonProps={{ 'aria-label': t('apiKeys.cancel') }}
    >
      {create.data ? (
        <MadeKey value={create.data.key} onClose={onClose} />
      ) : (
        <KeyForm
          error={create.error}
          isPending={create.isPending}
          onSubmit={(input) => create.mutate({ ...input, ...whose })}
          onClose={onClose}
          everything={t('workspaceKeys.everything')}
          act={t('workspaceKeys.create')}
        >
          {services.size > 0 && (
            <Select
              label={t('workspaceKeys.service')}
              placeholder={t('workspaceKeys.newService')}
              clearable
              data={[...services].map(([value, label]) => ({ value, label }))}
              value={service}
              onChange={setService}
            />
          )}
          {service === null && (
            <>
              <Select
                label={t('workspaceKeys.role')}
                allowDeselect={false}
                disabled={accessRole !== null}
                data={serviceRoles.map((value) => ({ value, label: t(`nouns:member.options.role.${value}`) }))}
                value={role}
                onChange={(value) => value && setRole(value as ServiceRole)}
              />
              <RelationPicker
                noun="accessRole"
                label={t('nouns:member.fields.accessRole')}
                value={accessRole}
                onChange={setAccessRole}
              />
            </>
          )}
        </KeyForm>
      )}
    </Modal>
  );
}
