import { z } from 'zod';
import { aboutInputs, defined, nounOf } from '../../../server/mcp/inputs.ts';
import { defineTool } from '../../../server/mcp/tool.ts';
import { createRecordText } from '../../../server/records/create.ts';
import { task } from '../contract/index.ts';

export const taskTools = [
  defineTool({
    name: 'create_task',
    title: 'Create a task',
    description: 'Notes something to be done, by default by whoever owns the key.',
    input: z.strictObject({
      title: z.string().trim().min(1).max(500),
      dueAt: z.iso.datetime({ offset: true }).optional(),
      owner: z.guid().optional().describe('The member who is to do it'),
      description: z.string().max(20_000).optional(),
      ...aboutInputs(task),
    }),
    writes: true,
    run: async (ctx, values) => (await createRecordText(ctx, nounOf(ctx, task.name), defined(values))).json,
  }),
];
