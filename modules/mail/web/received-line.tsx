import { Badge, Button, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { part } from '../../../web/ui/part.tsx';
import type { LetterLine } from '../contract/index.ts';

const KeptLetterDialog = part(() => import('./kept-letter-dialog.tsx'));

interface ReceivedLineProps {
  readonly letter: LetterLine;
  /** Absent for who may not write. */
  readonly onAnswer?: () => void;
}

/** A letter of a mailbox on the card of whom it is with. */
export function ReceivedLine({ letter, onAnswer }: ReceivedLineProps) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { id, isOurs, fromName, fromAddress, recipients, at, subject, answeredAt, files } = letter;
  const to = recipients.map(({ name, address }) => name || address).join(', ');
  const who = isOurs ? t('kept.to', { to }) : fromName || fromAddress;
  return (
    <li className={classes.line}>
      <UnstyledButton className={classes.name} onClick={() => setOpen(true)}>
        {subject || t('kept.noSubject')}
      </UnstyledButton>
      {!isOurs && (
        <Badge variant="dot" color={answeredAt ? 'teal' : 'orange'}>
          {t(answeredAt ? 'answer.done' : 'answer.open')}
        </Badge>
      )}
      {!isOurs && onAnswer && (
        <Button size="compact-sm" variant="subtle" leftSection={<IconArrowBackUp size={14} />} onClick={onAnswer}>
          {t('answer.act')}
        </Button>
      )}
      <div className={classes.facts}>{[who, format.dateTime(at), ...files.map(({ name }) => name)].join(' · ')}</div>
      {isOpen && <KeptLetterDialog id={id} onClose={() => setOpen(false)} />}
    </li>
  );
}
