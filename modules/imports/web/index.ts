import { IconFileImport } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';
import { parseImportSearch } from './import-search.ts';

export const importsWeb: WebModule = {
  name: 'imports',
  navigation: [{ to: '/import', icon: IconFileImport, labelKey: 'imports:navigation', order: 90, noun: 'importRun' }],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'import',
      validateSearch: parseImportSearch,
      component: lazyRouteComponent(() => import('./import.page.tsx'), 'ImportPage'),
    }),
  ],
  listMenu: [part(() => import('./import-menu-item.tsx'))],
};
