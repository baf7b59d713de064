import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { App } from '../../app.tsx';
import { createTranslations } from '../../i18n/i18n.ts';
import type { WebModule } from '../../module.ts';
import { createQueryClient } from '../../shell/query-client.ts';
import { metadataQuery, sessionQuery } from '../../shell/session.ts';
import { textSources } from '../../texts.ts';
import { createRecordRoutes } from '../record-routes.tsx';
import { BoardFixture } from './board-fixture.tsx';
import { createFakeFetch } from './fake-api.ts';
import { change, createStore, recordsOf } from './fake-store.ts';
import { sampleNouns } from './sample-nouns.ts';
import { sampleRecords } from './sample-records.ts';

/** The kit over a server that is only pretended, for tests in a browser: `?language=hy` in the first address counts. */
const store = createStore(sampleNouns, sampleRecords);
let delay = 20;
window.fetch = createFakeFetch(store, () => delay);
Object.assign(window, {
  fixture: {
    setDelay: (milliseconds: number) => {
      delay = milliseconds;
    },
    /** Somebody else changes a deal. */
    changeDeal: (id: string, patch: Readonly<Record<string, unknown>>) => {
      const noun = sampleNouns[2];
      const record = recordsOf(store, noun).find((one) => one.id === id);
      if (record) change(store, noun, record, patch);
    },
    empty: (name: string) => store.records.set(name, []),
  },
});

const labels = { company: 'Companies', person: 'People', deal: 'Deals', stage: 'Stages', member: 'Members' };
const texts = { nouns: Object.fromEntries(Object.entries(labels).map(([name, many]) => [name, { many }])) };
const modules: readonly WebModule[] = [{ name: 'sample' }];

const root = createRootRoute({
  component: () => (
    <main style={{ height: '100dvh', overflow: 'auto' }}>
      <Outlet />
    </main>
  ),
});
const board = createRoute({ getParentRoute: () => root, path: 'board', component: BoardFixture });
const queryClient = createQueryClient(() => undefined);
const router = createRouter({ routeTree: root.addChildren([board, ...createRecordRoutes(root)]) });
const language = (new URL(location.href).searchParams.get('language') ?? 'en') as Language;

const [translations] = await Promise.all([
  createTranslations([...textSources, { name: 'sample', load: async () => ({ sample: texts }) }], language),
  queryClient.fetchQuery(sessionQuery),
  queryClient.fetchQuery(metadataQuery),
]);
await translations.later.load(['errors']);
createRoot(document.getElementById('root') as HTMLElement).render(
  <App modules={modules} queryClient={queryClient} router={router} translations={translations} />,
);
