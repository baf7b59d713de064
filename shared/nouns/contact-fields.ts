import type { Filter } from '../filter/filter.ts';
import { datetime } from './field.ts';

/** Everything done with a client but plain tasks: calls, meetings, letters, visits, and whatever kinds a workspace adds. */
const isContact: Filter = {
  all: [
    { field: 'done', op: 'is', value: true },
    { field: 'kind', op: 'isNotEmpty' },
    { field: 'kind', op: 'isNot', value: 'task' },
  ],
};

const contact = (by: 'company' | 'person', measure: 'min' | 'max') =>
  datetime({
    readOnly: true,
    hidden: true,
    computed: { rollUp: { of: 'task', by, measure, field: 'completedAt', filter: isContact } },
  });

/** When the client was first and last in touch, out of the activities whose field `by` points at it. */
export const contactFields = (by: 'company' | 'person') => ({
  firstContactAt: contact(by, 'min'),
  lastContactAt: contact(by, 'max'),
});
