import { Button } from '@mantine/core';
import { IconPhoneIncoming, IconPhoneOff, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { type CallNumber, readCallNumber } from '../../../../shared/phones/call-number.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { type Caller, callableNouns, useCallers } from '../../../../web/kit/data/callers.ts';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { titleOf } from '../../../../web/kit/data/record-title.ts';
import { useCreation } from '../../../../web/kit/form/creation.ts';
import { CreationProvider } from '../../../../web/kit/form/creation-provider.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { recordPath } from '../../../../web/kit/record-link.tsx';
import { EmptyState } from '../../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import classes from './call.module.css';
import { type CallDirection, callHash } from './call-hash.ts';

/** What a telephone opens while it rings: the card of whoever calls, with the call ready to be logged. */
export function CallPage() {
  const { t } = useTranslation('tasks');
  const { number: given, direction } = useSearch({ strict: false }) as { number?: unknown; direction?: CallDirection };
  const { data: metadata } = useMetadata();
  const number = readCallNumber(given);
  const title = t(direction === 'out' ? 'call.outgoing' : 'call.incoming');
  return (
    <Page title={title} layout="text">
      {!number && <EmptyState icon={IconPhoneOff} title={t('call.noNumber')} text={t('call.noNumberText')} />}
      {number && metadata && (
        <CreationProvider>
          <Callers
            key={number.digits}
            number={number}
            nouns={callableNouns(metadata.nouns)}
            hash={callHash(direction)}
          />
        </CreationProvider>
      )}
    </Page>
  );
}

interface CallersProps {
  readonly number: CallNumber;
  readonly nouns: readonly NounMetadata[];
  readonly hash: string;
}

function Callers({ number, nouns, hash }: CallersProps) {
  const { t } = useTranslation('tasks');
  const { callers, error, again } = useCallers(nouns, number);
  const navigate = useNavigate();
  const [only, ...more] = callers ?? [];
  const to = only && more.length === 0 ? recordPath(only.noun.plural, only.record.id) : null;
  useEffect(() => {
    if (to) void navigate({ to, hash, replace: true });
  }, [to, hash, navigate]);
  if (error) return <ErrorState error={error} onRetry={again} />;
  if (!callers || to) return <LoadingState lines={3} />;
  if (callers.length > 0)
    return (
      <SectionCard title={t('call.several', { number: number.text })}>
        <CallerList callers={callers} hash={hash} />
        <div className={classes.buttons}>
          <NewCards number={number} nouns={nouns} hash={hash} />
        </div>
      </SectionCard>
    );
  return (
    <EmptyState
      icon={IconPhoneIncoming}
      title={t('call.nobody', { number: number.text })}
      text={t('call.nobodyText')}
      actions={<NewCards number={number} nouns={nouns} hash={hash} />}
    />
  );
}

function CallerList({ callers, hash }: { readonly callers: readonly Caller[]; readonly hash: string }) {
  const format = useFormat();
  const labels = useLabels();
  const { t } = useTranslation('kit');
  return (
    <ul className={classes.callers}>
      {callers.map(({ noun, record }) => (
        <li key={record.id}>
          <Link to={recordPath(noun.plural, record.id)} hash={hash} className={classes.caller}>
            <span>{titleOf(noun, record, format) || t('value.untitled')}</span>
            <span className={classes.noun}>{labels.noun(noun.name)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** New cards with the number in them: of the sorts there are, those that the person may make. */
function NewCards({ number, nouns, hash }: CallersProps) {
  const { t } = useTranslation('tasks');
  const open = useCreation();
  const navigate = useNavigate();
  const create = (noun: NounMetadata) => {
    const field = noun.fields.find(({ kind }) => kind === 'phones')?.name ?? 'phones';
    open({
      noun,
      initial: { [field]: [{ number: number.text, original: number.text }] },
      onCreated: ({ id }) => void navigate({ to: recordPath(noun.plural, id), hash, replace: true }),
    });
  };
  return (
    <>
      {nouns
        .filter(({ may, custom }) => may.create && !custom)
        .map((noun) => (
          <Button key={noun.name} variant="default" leftSection={<IconPlus size={16} />} onClick={() => create(noun)}>
            {t(`nouns:${noun.name}.create`)}
          </Button>
        ))}
    </>
  );
}
