import { Alert, Button, CopyButton, Group, Stack, TextInput } from '@mantine/core';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';

/** Where the form is filled in: its address, on a tablet, and what shows it in one's own page. */
export default function AddressPanel({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('forms');
  if (typeof record.key !== 'string' || record.deletedAt) return null;
  const address = `${window.location.origin}/f/${record.key}`;
  const frame = `<iframe src="${address}" title="${String(record.name).replaceAll('"', '&quot;')}" width="100%" height="700"></iframe>`;
  return (
    <SectionCard title={t('address.title')}>
      <Stack gap="xs">
        {record.active === true ? null : <Alert color="yellow">{t('address.closed')}</Alert>}
        <Line label={t('address.link')} text={address} />
        <Line label={t('address.kiosk')} text={`${address}?kiosk=1`} />
        <Line label={t('address.frame')} text={frame} />
      </Stack>
    </SectionCard>
  );
}

function Line({ label, text }: { readonly label: string; readonly text: string }) {
  const { t } = useTranslation('forms');
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <TextInput label={label} value={text} readOnly flex={1} />
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? 'address.copied' : 'address.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
