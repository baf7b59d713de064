import type { Filter } from '../../../shared/filter/filter.ts';
import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';

/** Something that waits for somebody, and the list of all of it. */
export interface DaySection {
  readonly key:
    | 'overdue'
    | 'today'
    | 'newLeads'
    | 'noNextStep'
    | 'late'
    | 'silent'
    | 'ending'
    | 'unpaid'
    | 'contracts'
    | 'birthdays'
    | 'dates';
  readonly noun: NounMetadata;
  readonly filter: Filter;
  readonly sort: string;
  /** A yearly day by whose next anniversary those shown stand, where lists have no order for it. */
  readonly anniversary?: string;
  /** What is told of each record besides its name. */
  readonly columns: readonly string[];
}

const open: Filter = { field: 'done', op: 'isNot', value: true };
const today = { from: 'today' } as const;

/** What waits for the person, or for whoever is in their teams, the most urgent first; of nouns they may read. */
export function listDaySections(metadata: Metadata, whose: 'mine' | 'team'): readonly DaySection[] {
  const owned: Filter = { field: 'owner', op: whose === 'mine' ? 'is' : 'isInTeamOf', value: '@me' };
  const nounOf = (name: string) => metadata.nouns.find((noun) => noun.name === name && noun.may.read);
  const [task, lead, deal, company, person, date, installed, contract, invoice] = [
    ...['task', 'lead', 'deal', 'company', 'person', 'importantDate', 'installedItem', 'contract', 'invoice'],
  ].map(nounOf);
  const due = (op: 'is' | 'lessThan'): Filter => ({ all: [owned, open, { field: 'dueAt', op, value: today }] });
  const running: Filter = { field: 'status', op: 'is', value: 'open' };
  const unplanned: Filter = { related: { of: 'task', by: 'deal', where: open, most: 0 } };
  const lost: Filter = { field: 'lifecycle', op: 'isNot', value: 'lost' };
  const silent: Filter = { field: 'contactDueOn', op: 'lessThan', value: today };
  const late: Filter = { field: 'expectedCloseOn', op: 'lessThan', value: today };
  const leads: Filter = { field: 'status', op: 'is', value: 'new' };
  return [
    ...section('overdue', task, due('lessThan'), 'dueAt', []),
    ...section('today', task, due('is'), 'dueAt', []),
    ...section('newLeads', lead, { all: [owned, leads] }, 'createdAt', ['source', 'phones', 'interest']),
    ...section('late', deal, { all: [owned, running, late] }, 'expectedCloseOn', [
      'company',
      'expectedCloseOn',
      'amount',
    ]),
    ...section('noNextStep', deal, { all: [owned, running, unplanned] }, '-amount', ['company', 'stage', 'amount']),
    ...section('silent', company, { all: [owned, lost, silent] }, 'contactDueOn', [
      'category',
      'lastContactAt',
      'phones',
    ]),
    ...section('ending', installed, { all: [owned, inUse, unoffered, endsSoon] }, 'until', [
      'company',
      'until',
      'product',
    ]),
    ...section('unpaid', invoice, { all: [owned, pastDue, unpaid] }, 'dueOn', ['company', 'dueOn', 'balance']),
    ...section('contracts', contract, { all: [owned, inForce, { any: [endsShortly, noticeShortly] }] }, 'endsOn', [
      'company',
      'endsOn',
      'amount',
    ]),
    ...yearly('birthdays', person, 'birthday', { all: [owned, isSoon('birthday.anniversary')] }, [
      'birthday',
      'company',
    ]),
    ...yearly('dates', date, 'date', { all: [owned, { any: [everyYear, once] }] }, ['date', 'person', 'company']),
  ];
}

/** Time enough to make an offer before it ends. */
const endsSoon: Filter = { field: 'until', op: 'atMost', value: { ...today, plus: 60 } };
const unoffered: Filter = { field: 'offer', op: 'isEmpty' };
const inUse: Filter = { field: 'condition', op: 'isNot', value: 'retired' };

const pastDue: Filter = { field: 'dueOn', op: 'lessThan', value: today };
const unpaid: Filter = { field: 'status', op: 'isAnyOf', value: ['issued', 'partlyPaid', 'overdue'] };
const inForce: Filter = { field: 'status', op: 'isAnyOf', value: ['signed', 'running'] };
/** As long ahead as whoever owns it is told by a notice. */
const within = (field: string): Filter => ({
  all: [
    { field, op: 'atLeast', value: today },
    { field, op: 'atMost', value: { ...today, plus: 30 } },
  ],
});
const endsShortly = within('endsOn');
const noticeShortly = within('noticeOn');

const isSoon = (field: string): Filter => ({ field, op: 'atMost', value: { ...today, plus: 6 } });
const repeats: Filter = { field: 'repeats', op: 'is', value: true };
const everyYear: Filter = { all: [repeats, isSoon('date.anniversary')] };
const once: Filter = { all: [{ not: repeats }, { field: 'date', op: 'atLeast', value: today }, isSoon('date')] };

function yearly(
  key: DaySection['key'],
  noun: NounMetadata | undefined,
  anniversary: string,
  filter: Filter,
  columns: readonly string[],
): readonly DaySection[] {
  return section(key, noun, filter, noun?.title ?? '', columns).map((one) => ({ ...one, anniversary }));
}

function section(
  key: DaySection['key'],
  noun: NounMetadata | undefined,
  filter: Filter,
  sort: string,
  columns: readonly string[],
): readonly DaySection[] {
  return noun ? [{ key, noun, filter, sort, columns }] : [];
}
