import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language, Session } from '../shared/nouns/metadata.ts';
import { App } from './app.tsx';
import { bringTexts } from './bring-texts.tsx';
import { beforeProblems } from './client/api-error.ts';
import { knowPage } from './client/page-owner.ts';
import { prepareTranslations } from './i18n/i18n.ts';
import { detectLanguage, findChosenLanguage } from './i18n/languages.ts';
import { createRecordRoutes } from './kit/record-routes.tsx';
import { webModules } from './modules.ts';
import { keptAnswers } from './offline/device.ts';
import { registerWorker } from './offline/register-worker.ts';
import { endLeft } from './shell/left-session.ts';
import { printInLight } from './shell/print-in-light.ts';
import { createQueryClient } from './shell/query-client.ts';
import { createAppRouter } from './shell/router.tsx';
import { metadataQuery, sessionQuery } from './shell/session.ts';
import { textSources } from './texts.ts';
import { isMissingChunk } from './ui/part.tsx';

const queryClient = createQueryClient(returnToSignIn, keptAnswers.answer);
const translations = prepareTranslations(textSources);
const modules = webModules.map((module) => bringTexts(module, translations.later));
const router = createAppRouter(modules, queryClient, createRecordRoutes, translations.later);

void start();

async function start(): Promise<void> {
  knowPage(() => queryClient.getQueryData(sessionQuery.queryKey));
  printInLight(window);
  keptAnswers.watch(queryClient);
  // Who signed out without a network; else the next question of who is there does it.
  window.addEventListener('online', () => void endLeft().catch(() => undefined));
  if (import.meta.env.PROD) registerWorker();
  const session = queryClient.fetchQuery(sessionQuery).catch(() => null);
  // The frame asks for it, when the words are there; it says itself what went wrong.
  void session.then((found) => {
    if (found && !found.secondFactorNeeded) void queryClient.prefetchQuery(metadataQuery);
  });
  const language = findChosenLanguage() ?? languageOf(await session);
  await translations.changeLanguage(language);
  bringErrors();
  const root = createRoot(document.getElementById('root') as HTMLElement, {
    // What React says of it, that it drew everything anew, does not tell why.
    onRecoverableError: (error) => console.error(error, error instanceof Error ? error.cause : undefined),
    // A part whose code did not come says so in the page.
    onCaughtError: (error) => isMissingChunk(error) || console.error(error),
  });
  // In pieces: there is nothing yet that would have to be shown at once.
  startTransition(() =>
    root.render(
      <StrictMode>
        <App modules={modules} queryClient={queryClient} router={router} translations={translations} />
      </StrictMode>,
    ),
  );
}

/** Words for what goes wrong: after the first page is shown, at the latest when something does. */
function bringErrors(): void {
  const bring = () => translations.later.load(['errors']);
  beforeProblems(bring);
  // What can not be loaded now is asked for again with the first refusal.
  window.setTimeout(() => void bring().catch(() => undefined), 3_000);
}

/** Before a person chooses, the workspace's language; before they sign in, the browser's. */
function languageOf(session: Session | null): Language {
  return session?.workspace.language ?? detectLanguage();
}

/** The session is over: what was loaded with it goes, and the person comes back here after signing in. */
function returnToSignIn(): void {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.navigate({ to: '/sign-in', search: { next: href } });
}
