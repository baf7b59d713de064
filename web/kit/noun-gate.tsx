import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NounMetadata } from '../../shared/nouns/metadata.ts';
import { useTranslation } from '../i18n/use-translation.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingState } from '../ui/loading-state.tsx';
import { useMetadata } from './data/metadata.ts';

interface NounGateProps {
  /** The noun's name or plural. */
  readonly name: string;
  readonly children: (noun: NounMetadata) => ReactNode;
}

/** Shows its content once the noun is known; says so when the actor has no such noun. */
export function NounGate({ name, children }: NounGateProps) {
  const { t } = useTranslation('kit');
  const { data, error, refetch } = useMetadata();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={8} />;
  const noun = data.nouns.find((one) => one.name === name || one.plural === name);
  if (!noun?.may.read) return <EmptyState icon={IconLock} title={t('noun.missing')} text={t('noun.missingText')} />;
  return <>{children(noun)}</>;
}
