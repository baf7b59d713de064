import { z } from 'zod';
import { groupingSchema, measureSchema } from '../../shared/contract/record-aggregate.ts';
import { noteAnswered, noteOpened } from '../access-log/note-shown.ts';
import { aggregateRecords } from '../records/aggregate.ts';
import { checkedFilter } from '../records/checked-filter.ts';
import { createRecordText } from '../records/create.ts';
import { listRecords } from '../records/list.ts';
import { getRecordText } from '../records/read.ts';
import { updateRecordText } from '../records/update.ts';
import { describeNoun, describeNouns } from './describe.ts';
import { defined, filterInput, idInput, mostRecords, nounInput, nounOf, valuesInput } from './inputs.ts';
import { searchRecords } from './search.ts';
import { defineTool, type Tool } from './tool.ts';

const limit = z.int().min(1).max(mostRecords).default(20).describe(`Records of one answer, at most ${mostRecords}`);
const expand = z
  .array(z.string())
  .max(20)
  .optional()
  .describe('Relation fields whose records come with their names; ["*"] for all');
const readTools: readonly Tool[] = [
  defineTool({
    name: 'search_records',
    title: 'Search',
    description:
      'Finds records by words in their names, e-mails and other texts, in any script, over all nouns or some. Begin here when you know a name.',
    input: z.strictObject({
      query: z.string().trim().min(1).max(200),
      nouns: z.array(nounInput).max(20).optional(),
      limit: z.int().min(1).max(20).default(8).describe('Records of each noun'),
    }),
    run: searchRecords,
  }),
  defineTool({
    name: 'list_records',
    title: 'List records',
    description:
      'Lists records of a noun that match a filter, in an order, page by page: go on with the `cursor` that `next` gave.',
    input: z.strictObject({
      noun: nounInput,
      filter: filterInput,
      search: z.string().max(200).optional(),
      sort: z.string().max(200).optional().describe('A field, `-` in front for descending: `-amount`'),
      fields: z.array(z.string()).max(100).optional().describe('Only these fields: shorter answers'),
      ...{ expand, limit },
      cursor: z.string().max(8000).optional(),
    }),
    run: (ctx, { noun, filter, ...query }) => {
      const found = nounOf(ctx, noun);
      return listRecords(ctx, found, { ...defined(query), filter: checkedFilter(ctx, found, filter) } as never);
    },
  }),
  defineTool({
    name: 'get_record',
    title: 'Read a record',
    description: 'Reads one record with all its fields.',
    input: z.strictObject({ noun: nounInput, id: idInput, expand }),
    run: async (ctx, { noun, id, expand: names }) => {
      const found = nounOf(ctx, noun);
      const shape = names ? { expand: names } : {};
      const { json } = await getRecordText(ctx, found, id, shape);
      await noteOpened(ctx, found, id, shape);
      return json;
    },
  }),
  defineTool({
    name: 'aggregate_records',
    title: 'Count and add up',
    description:
      'Counts, sums and averages records by groups, in one question: what sold per month, how many deals each stage holds. Use it instead of listing and adding up. Sums of money come one for each currency.',
    input: z.strictObject({
      noun: nounInput,
      group: z.array(groupingSchema).max(3).default([]),
      measures: z
        .array(measureSchema)
        .min(1)
        .max(10)
        .default([{ op: 'count' }]),
      filter: filterInput,
      limit: z.int().min(1).max(200).default(100),
    }),
    run: (ctx, { noun, filter, ...question }) => {
      const found = nounOf(ctx, noun);
      return aggregateRecords(ctx, found, { ...question, filter: checkedFilter(ctx, found, filter) });
    },
  }),
  defineTool({
    name: 'describe_nouns',
    title: 'What there is',
    description: 'Names the kinds of records there are and what you may do with each.',
    input: z.strictObject({}),
    run: async (ctx) => describeNouns(ctx),
  }),
  defineTool({
    name: 'describe_noun',
    title: 'Fields of a noun',
    description:
      'Lists a noun’s fields with kind, options and what is required. Ask before you create, change or filter.',
    input: z.strictObject({ noun: nounInput }),
    run: async (ctx, { noun }) => describeNoun(ctx, nounOf(ctx, noun)),
  }),
];

const writeTools: readonly Tool[] = [
  defineTool({
    name: 'create_record',
    title: 'Create a record',
    description: 'Creates a record. Search first: the record may be there already.',
    input: z.strictObject({ noun: nounInput, values: valuesInput }),
    writes: true,
    run: async (ctx, { noun, values }) => (await createRecordText(ctx, nounOf(ctx, noun), values)).json,
  }),
  defineTool({
    name: 'update_record',
    title: 'Change a record',
    description:
      'Changes the given fields of a record and leaves all others. `version` (from reading it) refuses the change when somebody else came between.',
    input: z.strictObject({
      noun: nounInput,
      id: idInput,
      values: valuesInput,
      version: z.int().positive().optional(),
    }),
    writes: true,
    run: async (ctx, { noun, id, values, version }) => {
      const found = nounOf(ctx, noun);
      return (await noteAnswered(ctx, found, id, () => updateRecordText(ctx, found, id, values, version))).json;
    },
  }),
];

/** What is done with records of any noun; modules add what is theirs (`ServerModule.tools`). */
export const tools: readonly Tool[] = [...readTools, ...writeTools];
