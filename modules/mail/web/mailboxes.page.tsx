import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useSession } from '../../../web/shell/session.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { MailboxAnswer } from '../contract/index.ts';
import { useMailboxes } from './mailbox.queries.ts';
import { MailboxForm } from './mailbox-form.tsx';
import { MailboxLine } from './mailbox-line.tsx';

/** The mailboxes letters are fetched from: one's own, and those of the workspace. */
export function MailboxesPage() {
  const { t } = useTranslation('mail');
  const { data, error, isPending, refetch } = useMailboxes();
  const letters = (
    <Button component={Link} to="/letters" variant="default">
      {t('letters')}
      {data && data.incoming > 0 ? ` (${data.incoming})` : ''}
    </Button>
  );
  return (
    <Page title={t('boxes.title')} layout="text" actions={letters}>
      <Text c="dimmed" mb="md">
        {t('boxes.text')}
      </Text>
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Mailboxes shared={false} items={data.items.filter((one) => !one.shared)} />}
      {data && <Mailboxes shared items={data.items.filter((one) => one.shared)} />}
    </Page>
  );
}

/** Mailboxes of one sort, and a place to add one; only owners add those of the workspace. */
function Mailboxes({ shared, items }: { readonly shared: boolean; readonly items: readonly MailboxAnswer[] }) {
  const { t } = useTranslation('mail');
  const [editing, setEditing] = useState<string | null>(null);
  const mayAdd = useSession()?.role === 'owner' || !shared;
  const adds = editing === 'new';
  const title = t(shared ? 'boxes.shared' : 'boxes.own');
  if (!mayAdd && items.length === 0) return null;
  const button = mayAdd && !adds && (
    <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setEditing('new')}>
      {t('boxes.add')}
    </Button>
  );
  return (
    <SectionCard title={title} actions={button} empty={items.length === 0 && !adds ? t('boxes.none') : undefined}>
      {adds && <MailboxForm shared={shared} onClose={() => setEditing(null)} />}
      {items.length > 0 && (
        <ul className={classes.list} aria-label={title}>
          {items.map((mailbox) =>
            editing === mailbox.id ? (
              <li key={mailbox.id} className={classes.line}>
                <MailboxForm shared={shared} mailbox={mailbox} onClose={() => setEditing(null)} />
              </li>
            ) : (
              <MailboxLine key={mailbox.id} mailbox={mailbox} onEdit={() => setEditing(mailbox.id)} />
            ),
          )}
        </ul>
      )}
    </SectionCard>
  );
}
