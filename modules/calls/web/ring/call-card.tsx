import { Badge, CloseButton, Paper, Text } from '@mantine/core';
import { IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { readCallNumber } from '../../../../shared/phones/call-number.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { callableNouns, useCallers } from '../../../../web/kit/data/callers.ts';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { CreationProvider } from '../../../../web/kit/form/creation-provider.tsx';
import type { MyCall } from '../../contract/index.ts';
import AfterCall from './after-call.tsx';
import { CallerLines } from './caller-lines.tsx';
import { NewCaller } from './new-caller.tsx';
import classes from './ring.module.css';

interface CallCardProps {
  readonly call: MyCall;
  readonly onClose: () => void;
}

/** Who calls, what was said last and what is under way; after the end, what came of it. */
export default function CallCard({ call, onClose }: CallCardProps) {
  const { t } = useTranslation('calls');
  const { data: metadata } = useMetadata();
  const Icon = call.direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing;
  const title = t(call.direction === 'in' ? 'titles.incoming' : 'titles.outgoing');
  return (
    <Paper component="section" withBorder shadow="lg" className={classes.card} aria-label={title} aria-live="polite">
      <header className={classes.head}>
        <Icon size={18} stroke={1.8} aria-hidden />
        <span className={classes.title}>
          {title} · {t(`ring.${stateOf(call)}`)}
        </span>
        <CloseButton aria-label={t('ring.close')} onClick={onClose} />
      </header>
      <div className={classes.number}>
        <span>{call.number}</span>
        {call.line && <Badge variant="light">{call.line}</Badge>}
      </div>
      {call.isTest ? (
        <Text size="sm">{t('ring.test')}</Text>
      ) : (
        metadata && (
          <CreationProvider>
            <Callers call={call} nouns={metadata.nouns} />
          </CreationProvider>
        )
      )}
      {call.endedAt !== null && call.task !== null && <AfterCall task={call.task} onDone={onClose} />}
    </Paper>
  );
}

function stateOf({ answeredAt, endedAt }: MyCall): 'rings' | 'talks' | 'ended' {
  if (endedAt) return 'ended';
  return answeredAt ? 'talks' : 'rings';
}

function Callers({ call, nouns }: { readonly call: MyCall; readonly nouns: readonly NounMetadata[] }) {
  const { t } = useTranslation('calls');
  const number = readCallNumber(call.number);
  const { callers, error } = useCallers(callableNouns(nouns), number ?? { text: '', digits: '0' });
  if (!number) return <Text size="sm">{t('ring.noNumber')}</Text>;
  if (error) return <Text size="sm">{t('ring.unread')}</Text>;
  if (!callers) return null;
  if (callers.length === 0) return <NewCaller call={call} number={number} nouns={nouns} />;
  return <CallerLines callers={callers.slice(0, 3)} nouns={nouns} />;
}
