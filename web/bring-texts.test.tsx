import { Suspense, startTransition, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { bringTexts, useTexts } from './bring-texts.tsx';
import { createTranslations } from './i18n/i18n.ts';
import { LaterTextsContext } from './i18n/later-texts-context.ts';
import { TranslationProvider, useTranslation } from './i18n/use-translation.tsx';

afterEach(() => vi.unstubAllGlobals());

it('lets what waits for texts go on where it stopped, whatever it remembers after them', async () => {
  const deals = { name: 'deals', load: async () => ({}), later: async () => ({ stage: 'Stage' }) };
  const { i18n, later } = await createTranslations([deals], 'en');
  const problems: unknown[] = [];
  const root = createRoot(pretendPage(), {
    onRecoverableError: (error) => problems.push((error as Error).cause ?? error),
    onUncaughtError: (error) => problems.push(error),
  });
  const shown = await new Promise((resolve) => {
    startTransition(() =>
      root.render(
        <TranslationProvider i18n={i18n}>
          <LaterTextsContext value={later}>
            <Suspense>
              <Stage onShown={resolve} />
            </Suspense>
          </LaterTextsContext>
        </TranslationProvider>,
      ),
    );
  });
  root.unmount();
  // What React has put off for later still needs the page.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(shown).toBe('Stage');
  expect(problems).toEqual([]);
});

it('draws anew what is shown when another language comes, or names of the workspace, and not for texts that only later screens show', async () => {
  const deals = {
    name: 'deals',
    load: async () => ({ deals: { title: 'Deals' } }),
    later: async () => ({ stage: 'Stage' }),
  };
  const { i18n, later, changeLanguage } = await createTranslations([deals], 'en');
  const drawn: string[] = [];
  const root = createRoot(pretendPage());
  const title = <Title onDrawn={(language) => drawn.push(language)} />;
  startTransition(() => root.render(<TranslationProvider i18n={i18n}>{title}</TranslationProvider>));
  await vi.waitFor(() => expect(drawn).toEqual(['en']));
  await later.load(['deals']);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(i18n.t('deals:stage')).toBe('Stage');
  expect(drawn).toEqual(['en']);
  await changeLanguage('bg');
  await vi.waitFor(() => expect(drawn).toEqual(['en', 'bg']));
  i18n.addResourceBundle('bg', 'nouns', { deal: { one: 'Job' } }, true, true);
  await vi.waitFor(() => expect(drawn).toEqual(['en', 'bg', 'bg']));
  root.unmount();
  await new Promise((resolve) => setTimeout(resolve, 50));
});

it('has everything a module shows wait for its texts', async () => {
  const { later } = await createTranslations([], 'en');
  const one = { noun: 'deal', order: 1, component: Shown };
  const brought = bringTexts(
    {
      ...{ name: 'deals', recordPanels: [one], lineActs: [one], header: [Shown], day: [Shown], listMenu: [Shown] },
      formParts: [{ after: { deal: [] }, component: Shown }],
      timeline: [{ noun: 'deal', entry: Shown, composer: Shown }],
    },
    later,
  );
  const {
    recordPanels = [],
    lineActs = [],
    formParts = [],
    header = [],
    day = [],
    listMenu = [],
    timeline = [],
  } = brought;
  const told = timeline.flatMap(({ entry, composer }) => [entry, composer]);
  const shown = [
    ...[...recordPanels, ...lineActs, ...formParts].map(({ component }) => component),
    ...header,
    ...day,
    ...listMenu,
  ];
  expect([...shown, ...told]).toHaveLength(8);
  for (const component of [...shown, ...told]) expect(component).not.toBe(Shown);
});

/** Anything a module may show. */
const Shown = () => null;

/** Remembers something after it has waited. */
function Stage({ onShown }: { readonly onShown: (text: string) => void }) {
  useTexts(['deals']);
  const { t } = useTranslation('deals');
  const [text] = useState(() => t('stage'));
  useEffect(() => onShown(text), [onShown, text]);
  return null;
}

/** Counts how often it is drawn, and in which language. */
function Title({ onDrawn }: { readonly onDrawn: (language: string) => void }) {
  onDrawn(useTranslation('deals').i18n.language);
  return null;
}

/** As much of a page as React needs to draw nothing on it. */
function pretendPage(): Element {
  const document = { nodeType: 9, body: null, activeElement: null, addEventListener: () => undefined };
  vi.stubGlobal('window', { document, event: undefined, HTMLIFrameElement: class {} });
  const ownerDocument = { ...document, defaultView: window };
  return { nodeType: 1, tagName: 'DIV', ownerDocument, addEventListener: () => undefined } as unknown as Element;
}
