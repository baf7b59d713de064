import { defineRoute, type Route } from '../../../server/http/route.ts';
import { getTerritoryFigures } from '../contract/territory-figures.api.ts';
import { readTerritoryFigures } from './territory-figures.service.ts';

export const territoryFiguresRoutes: readonly Route[] = [
  defineRoute(getTerritoryFigures, ['owner', 'manager'], (ctx, { query }) => readTerritoryFigures(ctx, query.noun)),
];
