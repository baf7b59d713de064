import { IconCheckbox } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { parseListSearch } from '../../../web/kit/list/list-search.ts';
import type { RecordPanel, WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

const openTasks = part(() => import('./open-tasks-panel.tsx'));
const panelOn = (noun: string): RecordPanel => ({ noun, order: 40, component: openTasks });

const contact = ['phones', 'emails'];
/** Who it is and how they are reached; then what comes next with them. */
const stepAfter = {
  company: ['name', ...contact],
  person: ['name', 'company', ...contact],
  lead: ['name', 'contact', 'companyName', ...contact, 'interest'],
  deal: ['name', 'company', 'people', 'amount'],
};

export const tasksWeb: WebModule = {
  name: 'tasks',
  navigation: [{ to: '/tasks', icon: IconCheckbox, labelKey: 'nouns:task.many', order: 40, noun: 'task' }],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'tasks',
      validateSearch: parseListSearch,
      component: lazyRouteComponent(() => import('./tasks.page.tsx'), 'TasksPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'call',
      validateSearch: ({ number, direction }) => ({
        ...(number === undefined ? {} : { number }),
        ...(direction === 'out' ? { direction } : {}),
      }),
      component: lazyRouteComponent(() => import('./call/call.page.tsx'), 'CallPage'),
    }),
  ],
  recordPanels: [
    panelOn('company'),
    panelOn('person'),
    panelOn('deal'),
    panelOn('lead'),
    panelOn('project'),
    panelOn('ticket'),
  ],
  formParts: [{ after: stepAfter, component: part(() => import('./step-in-form.tsx')) }],
  timeline: [
    {
      noun: 'task',
      entry: part(() => import('./task-entry.tsx')),
      composer: part(() => import('./task-composer.tsx')),
    },
  ],
};
