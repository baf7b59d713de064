import { IconVersions } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

/** What a package or a version would change here, each change to be taken or left out, and the button that does it. */
export const BringInDialog = part(() => import('./bring-in-dialog.tsx'));

export const configurationWeb: WebModule = {
  name: 'configuration',
  navigation: [
    {
      ...{ to: '/configuration', icon: IconVersions, labelKey: 'configuration:title' },
      ...{ order: 140, group: 'structure', roles: ['owner'] },
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'configuration',
      validateSearch: readComparison,
      component: lazyRouteComponent(() => import('./configuration.page.tsx'), 'ConfigurationPage'),
    }),
  ],
};

/** The versions that are compared; without `to`, a version with how things are now. */
export interface Comparison {
  readonly from?: number;
  readonly to?: number;
}

function readComparison({ from, to }: Record<string, unknown>): Comparison {
  const isNumber = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;
  return { ...(isNumber(from) ? { from } : {}), ...(isNumber(to) ? { to } : {}) };
}
