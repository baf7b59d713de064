import { Badge, Text, UnstyledButton } from '@mantine/core';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import type { Conversation } from '../contract/index.ts';
import own from './messages.module.css';

interface ConversationLineProps {
  readonly conversation: Conversation;
  readonly onOpen: (id: string) => void;
}

/** A conversation in a list: with whom, what was said last, and whose it is. */
export function ConversationLine({ conversation, onOpen }: ConversationLineProps) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const { id, client, name, account, channel, member, isUnread, lastText, lastDirection, lastAt } = conversation;
  const title = client?.label || name || account;
  const facts = [channel.name, ...(title === account ? [] : [account]), format.dateTime(lastAt)];
  return (
    <li className={classes.line}>
      <UnstyledButton className={`${classes.name} ${isUnread ? own.unread : ''}`} onClick={() => onOpen(id)}>
        {title}
      </UnstyledButton>
      {isUnread && (
        <Badge variant="light" color="blue">
          {t('list.unread')}
        </Badge>
      )}
      {!client && <Badge variant="outline">{t('list.unknown')}</Badge>}
      <Text className={classes.facts ?? ''} lineClamp={2}>
        {lastDirection === 'out' ? t('list.ours', { text: lastText }) : lastText}
      </Text>
      <div className={classes.facts}>{[...facts, member ? member.name : t('list.ofNobody')].join(' · ')}</div>
    </li>
  );
}
