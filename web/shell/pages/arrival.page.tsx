import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { FormProblem } from '../form-problem.tsx';
import { safeNext } from '../next-address.ts';
import { useEntryBy } from '../use-entry.ts';
import { Entrance } from './entrance.tsx';

/** Where a provider's sign-in ends: the session is there, and the device is handed to whoever came in. */
export function ArrivalPage() {
  const { t } = useTranslation('shell');
  const { next } = useSearch({ strict: false }) as { next?: string };
  const { mutate, error } = useEntryBy(async () => ({}), safeNext(next));
  useEffect(() => mutate(), [mutate]);
  return (
    <Entrance title={t('signIn.title')}>{error ? <FormProblem error={error} /> : <LoadingState lines={3} />}</Entrance>
  );
}
