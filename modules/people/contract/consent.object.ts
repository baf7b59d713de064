import { choice, date, files, longText, member, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** That somebody may be written to or called for a purpose, or may not any more: what they were shown, when, and the proof. */
export const consent = defineNoun({
  name: 'consent',
  plural: 'consents',
  title: 'source',
  icon: 'shield',
  rights: 'work',
  isOptional: true,
  listFields: ['person', 'purpose', 'channel', 'state', 'givenOn', 'withdrawnOn', 'source'],
  fields: {
    person: relation({ to: 'person', required: true, onDelete: 'follow' }),
    purpose: choice({ required: true, default: 'marketing', options: [{ value: 'marketing' }, { value: 'service' }] }),
    channel: choice({
      required: true,
      default: 'email',
      options: [{ value: 'email' }, { value: 'phone' }, { value: 'sms' }, { value: 'messenger' }, { value: 'post' }],
    }),
    state: choice({
      required: true,
      default: 'given',
      options: [
        { value: 'given', color: 'green' },
        { value: 'withdrawn', color: 'red' },
      ],
    }),
    givenOn: date(),
    withdrawnOn: date({ visibleWhen: { field: 'state', op: 'is', value: 'withdrawn' } }),
    /** Where it came from: a form, a call, a fair. */
    source: text({ required: true, search: true, maxLength: 300 }),
    /** What the person was shown or told. */
    wording: longText(),
    proof: files(),
    owner: member({ defaultToActor: true }),
  },
});
