import { IconCheckbox } from '@tabler/icons-react';
import { lazy } from 'react';
import type { RecordPanel, WebModule } from '../../../web/module.ts';

const openTasks = lazy(() => import('./open-tasks-panel.tsx'));
const panelOn = (noun: string): RecordPanel => ({ noun, order: 40, component: openTasks });

export const tasksWeb: WebModule = {
  name: 'tasks',
  navigation: [{ to: '/tasks', icon: IconCheckbox, labelKey: 'nouns:task.many', order: 40, noun: 'task' }],
  recordPanels: [panelOn('company'), panelOn('person'), panelOn('deal'), panelOn('lead')],
  timeline: [
    {
      noun: 'task',
      entry: lazy(() => import('./task-entry.tsx')),
      composer: lazy(() => import('./task-composer.tsx')),
    },
  ],
};
