import { type AnyRoute, createRoute, lazyRouteComponent, useParams } from '@tanstack/react-router';
import { parseListSearch } from './list/list-search.ts';
import { RecordListPage } from './list/record-list-page.tsx';

/**
 * A list and a card for every noun that has no pages of its own: `/<plural>` and `/<plural>/<id>`. A module's own routes
 * are more exact and go before them. And what waits on this device.
 */
export function createRecordRoutes(parent: AnyRoute): readonly AnyRoute[] {
  const list = createRoute({
    getParentRoute: () => parent,
    path: '$plural',
    validateSearch: parseListSearch,
    component: AnyRecordList,
  });
  const card = createRoute({
    getParentRoute: () => parent,
    path: '$plural/$id',
    component: lazyRouteComponent(() => import('./record/any-record.tsx'), 'AnyRecordCard'),
  });
  const waiting = createRoute({
    getParentRoute: () => parent,
    path: 'waiting',
    component: lazyRouteComponent(() => import('./waiting/waiting.page.tsx'), 'WaitingPage'),
  });
  return [waiting, list, card];
}

function AnyRecordList() {
  const { plural = '' } = useParams({ strict: false }) as { plural?: string };
  return <RecordListPage key={plural} noun={plural} />;
}
