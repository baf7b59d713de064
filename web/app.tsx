import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './shell/fonts.css';
import './shell/theme.css';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Translations } from './i18n/i18n.ts';
import { LaterTextsContext } from './i18n/later-texts-context.ts';
import { TimeZoneContext } from './i18n/use-format.ts';
import { ChangeLanguageContext } from './i18n/use-language.ts';
import { TranslationProvider } from './i18n/use-translation.tsx';
import type { WebModule } from './module.ts';
import { ModulesContext } from './shell/modules-context.ts';
import { useSession } from './shell/session.ts';
import { Themed } from './shell/themed.tsx';

interface AppProps {
  readonly modules: readonly WebModule[];
  readonly queryClient: QueryClient;
  readonly router: AnyRouter;
  readonly translations: Translations;
}

/** The whole product: what every component may count on, around the page the address names. */
export function App({ modules, queryClient, router, translations }: AppProps) {
  return (
    <TranslationProvider i18n={translations.i18n}>
      <ChangeLanguageContext value={translations.changeLanguage}>
        <LaterTextsContext value={translations.later}>
          <QueryClientProvider client={queryClient}>
            <Themed>
              <ModulesContext value={modules}>
                <WorkspaceClock>
                  <RouterProvider router={router} />
                  <Notifications position="bottom-right" limit={4} />
                </WorkspaceClock>
              </ModulesContext>
            </Themed>
          </QueryClientProvider>
        </LaterTextsContext>
      </ChangeLanguageContext>
    </TranslationProvider>
  );
}

/** Moments are shown on the workspace's clock, wherever its people travel. */
function WorkspaceClock({ children }: { readonly children: ReactNode }) {
  const timeZone = useSession()?.workspace.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}
