import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { findChosenLanguage } from '../i18n/languages.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { handDeviceTo } from '../offline/device.ts';
import { request } from './request.ts';
import { sessionQuery } from './session.ts';

/** Does what signs somebody in, and shows them the start page. */
export function useEntry<Input>(path: string) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { show } = useLanguage();
  return useMutation({
    meta: { handlesSignedOut: true },
    mutationFn: async (input: Input) => {
      await request('POST', path, input);
      queryClient.removeQueries();
      const session = await queryClient.fetchQuery(sessionQuery);
      await handDeviceTo(session);
      return session;
    },
    onSuccess: async (session) => {
      if (session && !findChosenLanguage()) await show(session.workspace.language);
      router.history.replace('/');
    },
  });
}
