import { Button, Group } from '@mantine/core';
import { IconDownload, IconEraser } from '@tabler/icons-react';
import { useState } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { createClient } from '../../../web/client/client.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useSession } from '../../../web/shell/session.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { downloadHeld } from '../contract/index.ts';
import { EraseDialog } from './erase-dialog.tsx';

const client = createClient();

/** What an owner does when a person asks what is held about them, or asks to be forgotten. */
export default function PrivacyPanel({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('privacy');
  const [erasing, setErasing] = useState(false);
  if (useSession()?.role !== 'owner') return null;
  const acts = (
    <Group gap={4}>
      <Button
        variant="subtle"
        size="compact-sm"
        component="a"
        href={client.address(downloadHeld, { params: { id: record.id } })}
        download
        leftSection={<IconDownload size={14} />}
      >
        {t('panel.download')}
      </Button>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconEraser size={14} />}
        onClick={() => setErasing(true)}
      >
        {t('panel.erase')}
      </Button>
      {erasing && <EraseDialog id={record.id} onClose={() => setErasing(false)} />}
    </Group>
  );
  return (
    <SectionCard title={t('panel.title')} actions={acts} empty="">
      {null}
    </SectionCard>
  );
}
