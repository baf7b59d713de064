import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnAppearance } from '../../shared/appearance/appearance.ts';
import type { Metadata } from '../../shared/nouns/metadata.ts';
import { useTranslation } from '../i18n/use-translation.tsx';
import { notifyProblem } from './notify.ts';
import { request } from './request.ts';
import { metadataQuery } from './session.ts';

type OwnPatch = { readonly [K in keyof OwnAppearance]?: OwnAppearance[K] | null };

/** What the person has chosen for themselves, and a way to choose otherwise: the screen follows at once. */
export function useOwnAppearance() {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const own = useQuery({ ...metadataQuery, enabled: false }).data?.appearance?.own ?? {};
  const store = (next: OwnAppearance) =>
    client.setQueryData(metadataQuery.queryKey, (known: Metadata | undefined) =>
      known ? { ...known, appearance: { ...known.appearance, own: next } } : known,
    );
  const { mutateAsync } = useMutation<OwnAppearance, Error, OwnPatch>({
    mutationFn: (patch) => request('PATCH', '/api/v1/appearance/own', patch),
    // One after the other: what was chosen last stands last.
    scope: { id: 'ownAppearance' },
    onMutate: (patch) => {
      const next = Object.entries({ ...own, ...patch }).filter(([, value]) => value !== null);
      store(Object.fromEntries(next) as OwnAppearance);
    },
    onError: (error) => {
      notifyProblem(error, t);
      void client.invalidateQueries({ queryKey: metadataQuery.queryKey });
    },
  });
  /** `onDone` is told also where what asked is gone from the screen by then; a failure is told by itself. */
  const change = (patch: OwnPatch, onDone?: () => void) => void mutateAsync(patch).then(onDone, () => undefined);
  return { own, change };
}
