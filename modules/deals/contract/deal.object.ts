import {
  choice,
  date,
  datetime,
  files,
  links,
  longText,
  member,
  money,
  relation,
  text,
} from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';
import { acquisitionSources } from '../../../shared/nouns/options.ts';

/** A sale in the making, or made, or lost. */
export const deal = defineNoun({
  name: 'deal',
  plural: 'deals',
  title: 'name',
  icon: 'currency-dollar',
  listFields: ['name', 'company', 'stage', 'amount', 'owner', 'expectedCloseOn', 'closedOn'],
  fields: {
    /** Made of company and product when nothing is given. */
    name: text({ search: true, maxLength: 300 }),
    company: relation({ to: 'company' }),
    people: links({ to: 'person', roles: ['decisionMaker', 'influencer', 'user', 'buyer', 'other'] }),
    /** The workspace's first pipeline and its first stage when nothing is given. */
    pipeline: relation({ to: 'pipeline' }),
    stage: relation({ to: 'stage', within: 'pipeline' }),
    /** Follows the stage's kind. */
    status: choice({
      readOnly: true,
      options: [
        { value: 'open', color: 'blue' },
        { value: 'won', color: 'green' },
        { value: 'lost', color: 'red' },
      ],
    }),
    /** The sum of the lines where there are any. */
    amount: money(),
    owner: member({ defaultToActor: true }),
    openedOn: date(),
    expectedCloseOn: date(),
    closedOn: date(),
    /** Must be given with a move to a lost stage. */
    lostReason: choice({
      extensible: true,
      open: true,
      options: [
        { value: 'price' },
        { value: 'competitor' },
        { value: 'noBudget' },
        { value: 'noNeed' },
        { value: 'noAnswer' },
        { value: 'timing' },
        { value: 'quality' },
        { value: 'other' },
      ],
    }),
    /** Companies that want the same sale, and the one that got it. */
    competitors: links({ to: 'company', hidden: true }),
    lostTo: relation({ to: 'company', hidden: true, visibleWhen: { field: 'status', op: 'is', value: 'lost' } }),
    lostComment: longText({ search: true }),
    stageEnteredAt: datetime({ readOnly: true }),
    source: choice({ open: true, extensible: true, options: acquisitionSources }),
    /** What brought the sale; of a deal that was a lead, the lead's. */
    campaign: relation({ to: 'campaign', hidden: true }),
    tags: links({ to: 'tag', hidden: true, badges: 'L' }),
    description: longText({ search: true }),
    files: files(),
  },
});
