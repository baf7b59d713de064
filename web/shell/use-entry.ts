import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Session } from '../../shared/nouns/metadata.ts';
import { findChosenLanguage } from '../i18n/languages.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useTranslation } from '../i18n/use-translation.tsx';
import { handDeviceTo } from '../offline/device.ts';
import { findOwnLanguage, keepOwnLanguage, languageAtEntry, takePicked } from './entry-language.ts';
import { endLeft } from './left-session.ts';
import { notifyProblem } from './notify.ts';
import { request } from './request.ts';
import { sessionQuery } from './session.ts';

/** What signing in answers where a second step has to follow. */
export interface Entered {
  readonly secondFactor?: boolean;
}

/** Asks for what signs somebody in, and shows them the start page, or `next`; first the second step where there is one. */
export function useEntry<Input>(path: string, next = '/') {
  return useEntryBy((input: Input) => request<Entered>('POST', path, input), next);
}

/** As `useEntry`, of whatever takes more than one question. */
export function useEntryBy<Input = void>(enter: (input: Input) => Promise<Entered>, next = '/') {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const { language, chooseLanguage, show } = useLanguage();
  const meet = async ({ member, workspace }: Session) => {
    const [picked, remembered] = [takePicked(), findChosenLanguage()];
    const own = await findOwnLanguage(member.id);
    const met = languageAtEntry({ picked, own, remembered, workspace: workspace.language });
    if (met.language !== language) await (own ? chooseLanguage : show)(met.language);
    if (met.becomesTheirs) await keepOwnLanguage(met.language).catch((error: unknown) => notifyProblem(error, t));
  };
  return useMutation({
    meta: { handlesSignedOut: true },
    mutationFn: async (input: Input) => {
      // With the new cookie the session that was left could be ended no more.
      await endLeft();
      const { secondFactor } = await enter(input);
      if (secondFactor) return secondFactor;
      queryClient.removeQueries();
      const session = await queryClient.fetchQuery(sessionQuery);
      await handDeviceTo(session);
      return session;
    },
    onSuccess: async (session) => {
      if (session === true) return router.navigate({ to: '/sign-in/code', search: { next } });
      if (session) await meet(session);
      router.history.replace(next);
    },
  });
}
