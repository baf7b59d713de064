import { z } from 'zod';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';

export const processLimits = {
  processes: 200,
  steps: 10,
  values: 20,
  /** Characters of a name, and of a text with placeholders. */
  ...{ name: 100, text: 2_000, title: 300, letter: 10_000 },
  /** Days a run may wait between two steps. */
  wait: 365,
  /** Processes that may start one another in a row. */
  chain: 5,
  /** What may wait of a process that others started in a row of three or more: they would fork for ever. */
  chained: 5_000,
  /** Days the runs are kept. */
  daysKept: 90,
  /** Days from a date to when a process acts. */
  daysFromDate: 366,
  /** Days of the calendar that are made up for after a server stood still. */
  daysMadeUp: 7,
} as const;

const name = z.string().min(1).max(100);
/** Text in which `{{field}}` stands for what the record holds. */
const template = (maximum: number) => plainText(maximum).pipe(z.string().min(1));

/** When a process acts for a date that a record holds: so many days before it or after it, at an hour of the workspace's clock. */
const calendar = z.strictObject({
  on: z.literal('date'),
  /** Of the kind date or datetime, added ones, worked out ones and `createdAt` too. */
  field: name,
  /** 0 for the day itself. Working days are Monday to Friday; none after a day off is the next of them. */
  count: z.int().min(0).max(processLimits.daysFromDate),
  unit: z.enum(['days', 'workingDays']),
  side: z.enum(['before', 'after']),
  hour: z.int().min(0).max(23),
});
export type CalendarStart = z.output<typeof calendar>;

/** What starts a process: a record is made, comes to match what it did not match before, or a day by one of its dates has come. */
const start = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('made') }),
  z.strictObject({ on: z.literal('matches'), filter: filterSchema }),
  calendar,
]);

/** Whose a task is, or who is told: the record's owner, the head of their team, who gave occasion, or one member. */
const whom = z.discriminatedUnion('who', [
  z.strictObject({ who: z.enum(['owner', 'head', 'starter']) }),
  z.strictObject({ who: z.literal('member'), member: idInput }),
]);
export type Whom = z.output<typeof whom>;

const due = z.strictObject({ count: z.int().min(0).max(3_650), unit: z.enum(['days', 'workingDays']) });
export type Due = z.output<typeof due>;

/** What a field is set to: a value (null empties it), the moment or day it happens, or who gave occasion. */
const fieldValue = z.union([
  z.strictObject({ field: name, value: z.unknown() }),
  z.strictObject({ field: name, from: z.enum(['now', 'starter']) }),
]);
export type FieldValue = z.output<typeof fieldValue>;
const values = z.array(fieldValue).min(1).max(processLimits.values);

/**
 * When a step is done: only for records that match at that moment, or only for those that the last condition before it passed
 * over.
 */
const only = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('if'), filter: filterSchema }),
  z.strictObject({ is: z.literal('else') }),
]);
export type StepCondition = z.output<typeof only>;
const conditional = { only: only.optional() };

/** To whom a letter goes: the record itself by its first address, whom a field of it points at (of several the first), or a member. */
const letterTo = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('record') }),
  z.strictObject({ who: z.literal('pointed'), field: name }),
  ...whom.options,
]);
export type LetterTo = z.output<typeof letterTo>;

const step = z.discriminatedUnion('do', [
  z.strictObject({
    ...conditional,
    do: z.literal('task'),
    title: template(processLimits.title),
    description: plainText(processLimits.text).default(''),
    kind: plainText(100).nullable().default(null),
    due: due.nullable().default(null),
    for: whom,
  }),
  z.strictObject({ ...conditional, do: z.literal('set'), values }),
  z.strictObject({ ...conditional, do: z.literal('notice'), text: template(processLimits.title), for: whom }),
  z.strictObject({
    ...conditional,
    do: z.literal('letter'),
    to: letterTo,
    subject: template(processLimits.title),
    text: template(processLimits.letter),
    /** Advertising goes to people alone who consented; what serves a client to all who did not refuse it. */
    purpose: z.enum(['service', 'marketing']),
  }),
  z.strictObject({
    ...conditional,
    do: z.literal('record'),
    /** What is made. */
    noun: name,
    /** Its field that points at the record. */
    link: name,
    values: z.array(fieldValue).max(processLimits.values),
  }),
  z.strictObject({ ...conditional, do: z.literal('webhook'), webhook: idInput }),
  z.strictObject({
    ...conditional,
    do: z.literal('wait'),
    count: z.int().min(1).max(processLimits.wait),
    unit: due.shape.unit,
  }),
]);
export type Step = z.output<typeof step>;
export type StepOf<K extends Step['do']> = Extract<Step, { do: K }>;

const definition = {
  name: template(processLimits.name),
  /** Whose records it is about. */
  noun: name,
  start,
  /** Runs only for records that match when it acts; the filter language of lists. */
  filter: filterSchema.nullable(),
  /** Done in this order; all of them or none, from one wait to the next. */
  steps: z.array(step).min(1).max(processLimits.steps),
  /** Started by imports, by changes of many records at once and by merges too. */
  onMany: z.boolean(),
};

export const processInput = z.strictObject({
  ...definition,
  filter: definition.filter.default(null),
  onMany: definition.onMany.default(false),
});
export type ProcessInput = z.output<typeof processInput>;
export const processPatch = z
  .strictObject({ ...definition })
  .omit({ noun: true })
  .partial();
export type ProcessPatch = z.output<typeof processPatch>;

/** Why a process stopped by itself. */
export const processFaults = ['memberGone', 'nounGone', 'filterGone', 'stepGone', 'ring'] as const;
export type ProcessFault = (typeof processFaults)[number];
