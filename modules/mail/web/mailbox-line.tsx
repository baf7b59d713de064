import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import type { MailboxAnswer } from '../contract/index.ts';
import { useFetchMailbox, useRemoveMailbox } from './mailbox.queries.ts';

interface MailboxLineProps {
  readonly mailbox: MailboxAnswer;
  readonly onEdit: () => void;
}

/** A mailbox with how it is: when it was looked at last, and what is wrong. */
export function MailboxLine({ mailbox, onEdit }: MailboxLineProps) {
  const { t } = useTranslation('mail');
  const fetch = useFetchMailbox();
  const { id, name, address, server, fault, checkedAt } = mailbox;
  const state = fault ? 'failing' : checkedAt ? 'well' : 'waiting';
  const look = () => fetch.mutate(id, { onError: (error) => notifyProblem(error, t) });
  return (
    <li className={classes.line}>
      <span className={classes.name}>{name ? `${name} <${address}>` : address}</span>
      <Badge variant="dot" color={{ failing: 'red', well: 'teal', waiting: 'blue' }[state]}>
        {t(`boxes.states.${state}`)}
      </Badge>
      <Button size="compact-sm" variant="subtle" loading={fetch.isPending} onClick={look}>
        {t('boxes.fetch')}
      </Button>
      {server && (
        <>
          <Button size="compact-sm" variant="subtle" onClick={onEdit}>
            {t('boxes.change')}
          </Button>
          <RemoveButton id={id} address={address} />
        </>
      )}
      <Facts mailbox={mailbox} />
    </li>
  );
}

function RemoveButton({ id, address }: { readonly id: string; readonly address: string }) {
  const { t } = useTranslation('mail');
  const [asks, setAsks] = useState(false);
  const remove = useRemoveMailbox();
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" onClick={() => setAsks(true)}>
        {t('boxes.remove')}
      </Button>
      <ConfirmDialog
        opened={asks}
        onClose={() => setAsks(false)}
        title={t('boxes.removeTitle', { address })}
        text={t('boxes.removeText')}
        confirmLabel={t('boxes.remove')}
        danger
        onConfirm={async () => {
          await remove.mutateAsync(id);
        }}
      />
    </>
  );
}

function Facts({ mailbox }: { readonly mailbox: MailboxAnswer }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const { shared, tells, makesLeads, checkedAt, nextAt, fault, answer } = mailbox;
  const facts = [
    ...(shared ? [] : [t(`boxes.tells.${tells}`)]),
    ...(makesLeads ? [t('boxes.makesLeads')] : []),
    ...(checkedAt ? [t('boxes.checkedAt', { time: format.dateTime(checkedAt) })] : []),
    ...(fault ? [t(`errors:${fault}`)] : []),
    ...(answer ? [format.quote(answer)] : []),
    ...(fault && nextAt ? [t('nextAt', { time: format.dateTime(nextAt) })] : []),
  ];
  return <div className={classes.facts}>{facts.join(' · ')}</div>;
}
