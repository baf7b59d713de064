import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { integerParam } from '../../../shared/contract/query-params.ts';
import { recordParams } from '../../../shared/contract/record-queries.ts';
import { processFaults, processInput, processPatch } from './process.ts';

const moment = z.iso.datetime({ offset: true });

const processAnswer = z.strictObject({
  ...processInput.shape,
  id: z.guid(),
  version: z.int(),
  state: z.enum(['off', 'on', 'stopped']),
  /** Why it stopped by itself. */
  fault: z.enum(processFaults).nullable(),
  /** In whose name it acts, with the rights they have then; null until somebody has switched it on. */
  member: z.guid().nullable(),
  createdAt: moment,
  updatedAt: moment,
  /** The days for which it did not act and will not: the server stood still too long. Null once it is switched on or changed anew. */
  missed: z.strictObject({ from: z.iso.date(), until: z.iso.date() }).nullable(),
  /** Of the last 90 days; `due` are those that wait for no moment to come. */
  runs: z.strictObject({ done: z.int(), failed: z.int(), waiting: z.int(), due: z.int(), lastAt: moment.nullable() }),
});
export type Process = z.output<typeof processAnswer>;

export const runStates = ['waiting', 'done', 'skipped', 'failed'] as const;
const reference = z.strictObject({ noun: z.string(), id: z.guid() });
/**
 * What the maker of a process should know of a run that was done: fields that were left out as their reader may not see them, somebody
 * who was not told as they may not see the record, a task that is the maker's for that, a letter that had no address or whose reader refused, a
 * webhook that may not have the record.
 */
export const runNotes = ['leftOut', 'notTold', 'givenToMaker', 'noAddress', 'refused', 'notSent'] as const;
const note = z.strictObject({
  what: z.enum(runNotes),
  /** Whom it is about; null where that is no member. */
  member: z.guid().nullable(),
  fields: z.array(z.string()),
});
export type RunNote = z.output<typeof note>;

const run = z.strictObject({
  id: z.guid(),
  at: moment,
  /** What the record is called; null where the asker may not see it. */
  record: z.strictObject({ noun: z.string(), id: z.guid(), label: z.string().nullable() }),
  state: z.enum(runStates),
  attempts: z.int(),
  /** How many of its steps are behind it, where it waits to go on. */
  atStep: z.int(),
  /** When it is tried again or goes on; null when it is not. */
  nextAt: moment.nullable(),
  doneAt: moment.nullable(),
  /** Which step did not succeed, from 0, and why. */
  step: z.int().nullable(),
  problem: z
    .strictObject({
      code: z.string(),
      params: z.record(z.string(), z.unknown()),
      fields: z.array(
        z.strictObject({
          path: z.string(),
          code: z.string(),
          params: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    })
    .nullable(),
  /** The records it made or changed. */
  made: z.array(reference),
  /** What its maker should know of it, by the steps it was done by, from 0. */
  notes: z.array(note.extend({ step: z.int() })),
});
export type ProcessRun = z.output<typeof run>;

const base = '/processes';
const one = `${base}/{id}`;

export const listProcesses = defineEndpoint({
  name: 'processes.list',
  summary: 'The processes of the nouns you may configure',
  method: 'GET',
  path: base,
  response: z.strictObject({ items: z.array(processAnswer) }),
});

export const createProcess = defineEndpoint({
  name: 'processes.create',
  summary: 'Makes a process, switched off',
  method: 'POST',
  path: base,
  body: processInput,
  response: processAnswer,
  status: 201,
});

export const changeProcess = defineEndpoint({
  name: 'processes.change',
  summary: 'Changes a process; where it is on it acts from now on in the name of who changes it',
  method: 'PATCH',
  path: one,
  params: recordParams,
  body: processPatch,
  response: processAnswer,
  errors: ['notFound', 'stale', 'badVersion'],
});

export const deleteProcess = defineEndpoint({
  name: 'processes.delete',
  summary: 'Takes a process away; what it did stays',
  method: 'DELETE',
  path: one,
  params: recordParams,
  response: z.strictObject({}),
  errors: ['notFound'],
});

export const switchProcess = defineEndpoint({
  name: 'processes.switch',
  summary: 'Switches a process on, in the name of who does it, or off; what waits then is done no more',
  method: 'PUT',
  path: `${one}/on`,
  params: recordParams,
  body: z.strictObject({ on: z.boolean() }),
  response: processAnswer,
  errors: ['notFound'],
});

export const tryProcess = defineEndpoint({
  name: 'processes.try',
  summary:
    'For which of the records changed last a process would have run, or by the calendar in the next 30 days; nothing is done',
  method: 'POST',
  path: `${base}/try`,
  body: processInput,
  response: z.strictObject({
    /** How many of the records changed last were looked at; null for one that starts by the calendar: then these are those to come. */
    looked: z.int().nullable(),
    items: z.array(z.strictObject({ at: moment, record: z.looseObject({ id: z.guid() }) })),
  }),
});
export type Tried = z.output<typeof tryProcess.response>;

export const listRuns = defineEndpoint({
  name: 'processes.runs',
  summary: 'For which records a process ran, the newest first, and what came of it; kept for 90 days',
  method: 'GET',
  path: `${one}/runs`,
  params: recordParams,
  query: z.strictObject({
    state: z.enum(runStates).optional(),
    limit: integerParam({ min: 1, max: 200 }).default(50),
    cursor: z.guid().optional(),
  }),
  response: z.strictObject({ items: z.array(run), next: z.guid().nullable() }),
  errors: ['notFound'],
});
export type RunPage = z.output<typeof listRuns.response>;

export const runAgain = defineEndpoint({
  name: 'processes.again',
  summary: 'Tries a run again that failed or was left out',
  method: 'POST',
  path: `${one}/runs/{run}/again`,
  params: z.strictObject({ id: z.guid(), run: z.guid() }),
  response: z.strictObject({}),
  status: 202,
  errors: ['notFound', 'processOff', 'runDone', 'processChanged'],
});
