import { choice, datetime, longText, member, number, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** One file brought in, or being brought in: what it is, where its columns go, how far it is. */
export const importRun = defineNoun({
  name: 'importRun',
  plural: 'imports',
  title: 'fileName',
  icon: 'file-import',
  internal: true,
  fields: {
    fileName: text({ required: true, readOnly: true, maxLength: 300 }),
    /** The name of the noun the rows become records of. */
    target: text({ required: true, readOnly: true, maxLength: 100 }),
    status: choice({
      required: true,
      readOnly: true,
      default: 'ready',
      options: [
        { value: 'ready', color: 'gray' },
        { value: 'running', color: 'blue' },
        { value: 'done', color: 'green' },
        { value: 'cancelled', color: 'orange' },
        { value: 'failed', color: 'red' },
      ],
    }),
    /** JSON of the mapping it was started with. */
    mapping: longText({ readOnly: true }),
    startedBy: member({ readOnly: true }),
    finishedAt: datetime({ readOnly: true }),
    rows: number({ readOnly: true, scale: 0 }),
    processed: number({ readOnly: true, scale: 0 }),
    created: number({ readOnly: true, scale: 0 }),
    updated: number({ readOnly: true, scale: 0 }),
    unchanged: number({ readOnly: true, scale: 0 }),
    rejected: number({ readOnly: true, scale: 0 }),
    /** JSON: names that were matched though spelt otherwise, and records created by name. */
    report: longText({ readOnly: true }),
  },
});
