import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Brand } from '../../../../shared/appearance/appearance.ts';
import type { NavigationPlan } from '../../../../shared/appearance/navigation.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { notifyDone } from '../../../../web/shell/notify.ts';
import { request } from '../../../../web/shell/request.ts';
import { metadataQuery } from '../../../../web/shell/session.ts';

export interface Said<D> {
  /** The state it is in; 0 where nothing was said yet. */
  readonly version: number;
  readonly definition: D;
}

export interface Parts {
  readonly navigation: Said<Partial<NavigationPlan>>;
  readonly brand: Said<Brand>;
}

const queryKey = ['appearance'] as const;

/** How the workspace arranges its navigation, its colour and its mark. */
export function useAppearance() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => request<Parts>('GET', '/api/v1/appearance', undefined, signal),
  });
}

/** Says a part anew; every screen of the workspace looks so. */
export function usePutAppearance<P extends keyof Parts>(part: P) {
  const { t } = useTranslation('customisation');
  const client = useQueryClient();
  return useMutation<Parts[P], Error, Parts[P]>({
    mutationFn: (said) => request('PUT', `/api/v1/appearance/${part}`, said),
    onSuccess: () => notifyDone(t('appearance.saved')),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: metadataQuery.queryKey }),
      ]),
  });
}
