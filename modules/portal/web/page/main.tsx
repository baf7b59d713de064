import '../../../../web/shell/fonts.css';
import './portal.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '../../../../shared/nouns/metadata.ts';
import { beforeProblems } from '../../../../web/client/api-error.ts';
import { prepareTranslations, type TextSource } from '../../../../web/i18n/i18n.ts';
import { detectLanguage, findChosenLanguage } from '../../../../web/i18n/languages.ts';
import { ChangeLanguageContext } from '../../../../web/i18n/use-language.ts';
import { TranslationProvider } from '../../../../web/i18n/use-translation.tsx';
import type { Texts } from '../../../../web/module.ts';
import { App } from './app.tsx';

type Files = Readonly<Record<string, () => Promise<Texts>>>;

const own: Files = import.meta.glob<Texts>('../../locales/*.json', { import: 'default', query: '?later' });
const errors: Files = import.meta.glob<Texts>(['../../locales/*.json', '../../../../web/shell/locales/*.json'], {
  import: 'default',
  query: '?errors',
});

const firstErrors: Files = import.meta.glob<Texts>('../../../../web/shell/locales/*.json', {
  import: 'default',
  query: '?first',
});

const sources: readonly TextSource[] = [
  {
    name: 'portal',
    load: async (language) => ({ portal: Object.assign({}, ...(await readAll(own, language))) as Texts }),
  },
  {
    name: 'errors',
    load: async (language) => ({ errors: await readErrors(firstErrors, language) }),
    later: (language) => readErrors(errors, language),
  },
];

/** The files of a language, whichever folder they are in. */
function readAll(files: Files, language: Language): Promise<readonly Texts[]> {
  const named = Object.entries(files).filter(([path]) => path.endsWith(`/${language}.json`));
  return Promise.all(named.map(([, load]) => load()));
}

async function readErrors(files: Files, language: Language): Promise<Texts> {
  const parts = await readAll(files, language);
  return Object.assign({}, ...parts.map((part) => part.errors)) as Texts;
}

const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: true } } });
const translations = prepareTranslations(sources);
// Words for what goes wrong come when something does.
beforeProblems(() => translations.later.load(['errors']));

await translations.changeLanguage(findChosenLanguage() ?? detectLanguage());
document.title = translations.i18n.t('portal:page.title');
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <TranslationProvider i18n={translations.i18n}>
      <ChangeLanguageContext value={translations.changeLanguage}>
        <QueryClientProvider client={queries}>
          <App />
        </QueryClientProvider>
      </ChangeLanguageContext>
    </TranslationProvider>
  </StrictMode>,
);
