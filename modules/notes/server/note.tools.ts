import { z } from 'zod';
import { aboutInputs, defined, nounOf } from '../../../server/mcp/inputs.ts';
import { defineTool } from '../../../server/mcp/tool.ts';
import { createRecordText } from '../../../server/records/create.ts';
import { note } from '../contract/index.ts';

export const noteTools = [
  defineTool({
    name: 'log_note',
    title: 'Write a note',
    description: 'Writes a note about a company, a person or a deal, signed by whoever owns the key.',
    input: z.strictObject({ body: z.string().trim().min(1).max(20_000), ...aboutInputs(note) }),
    writes: true,
    run: async (ctx, values) => (await createRecordText(ctx, nounOf(ctx, note.name), defined(values))).json,
  }),
];
