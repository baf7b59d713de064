import type { ServerModule } from '../../../server/module.ts';
import { task } from '../contract/index.ts';
import { completionRoutes } from './completion.routes.ts';
import { taskPolicy } from './task.policy.ts';
import { taskRules } from './task.rules.ts';

export const tasksModule: ServerModule = {
  name: 'tasks',
  nouns: [task],
  policies: [taskPolicy],
  rules: [taskRules],
  routes: completionRoutes,
};
