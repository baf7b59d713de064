import { Button, Text } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconTableExport } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { Alarms } from './alarms.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditList } from './audit-list.tsx';
import { Backups } from './backups.tsx';
import { ChainHead } from './chain-head.tsx';
import { auditFile } from './oversight.queries.ts';
import { type OversightSearch, toQuery } from './oversight-search.ts';

/** Who looked at, took out and changed what; for owners. */
export function OversightPage() {
  const { t } = useTranslation('oversight');
  const search = useSearch({ strict: false }) as OversightSearch;
  const navigate = useNavigate();
  const change = (part: OversightSearch) =>
    void navigate({ to: '.', search: { ...search, ...part } as never, replace: true });
  const actions = (
    <>
      <Button
        component="a"
        href={auditFile(toQuery(search))}
        download
        variant="default"
        leftSection={<IconTableExport size={16} />}
      >
        {t('export')}
      </Button>
      <Button
        component={Link}
        to="/oversight/settings"
        variant="default"
        leftSection={<IconAdjustmentsHorizontal size={16} />}
      >
        {t('toSettings')}
      </Button>
    </>
  );
  return (
    <Page title={t('title')} actions={actions}>
      <Text c="dimmed" mb="md">
        {t('text')}
      </Text>
      <Alarms />
      <AuditFilters search={search} onChange={change} />
      <AuditList search={search} />
      <ChainHead />
      <Backups />
    </Page>
  );
}
