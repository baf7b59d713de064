import { noteAnswered } from '../../../server/access-log/note-shown.ts';
import { defineRoute, type Route } from '../../../server/http/route.ts';
import { completeTask } from '../contract/completion.api.ts';
import { task } from '../contract/index.ts';
import { complete } from './completion.service.ts';

export const completionRoutes: readonly Route[] = [
  defineRoute(completeTask, 'signedIn', (ctx, { params: { id }, body }) =>
    noteAnswered(ctx, task, id, () => complete(ctx, id, body)),
  ),
];
