import type { ServerModule } from '../../../server/module.ts';
import { task } from '../contract/index.ts';
import { completionRoutes } from './completion.routes.ts';
import { taskPolicy } from './task.policy.ts';
import { taskRules } from './task.rules.ts';
import { taskTools } from './task.tools.ts';

export const tasksModule: ServerModule = {
  name: 'tasks',
  nouns: [task],
  policies: [taskPolicy],
  rules: [taskRules],
  tools: taskTools,
  routes: completionRoutes,
};
