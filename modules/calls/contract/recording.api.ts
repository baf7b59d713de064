import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { recordParams } from '../../../shared/contract/record-queries.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

const mark = z.strictObject({
  id: z.guid(),
  /** The second it is about. */
  at: z.number().min(0),
  text: z.string(),
  by: z.guid(),
  name: z.string(),
});
export type Mark = z.output<typeof mark>;
const marks = z.strictObject({ items: z.array(mark) });

export const hearRecording = defineEndpoint({
  name: 'recordings.hear',
  summary:
    'The sound of a call, whole or a range of its bytes; each hearing is written down and counts against the limit of the day',
  method: 'GET',
  path: '/recordings/{id}/sound',
  params: recordParams,
  response: z.unknown(),
  download: true,
  errors: ['notFound', 'noSound', 'badRange', 'dailyLimitReached', 'stoppedByAlarm'],
});

export const markRecording = defineEndpoint({
  name: 'recordings.mark',
  summary: 'Remark something at a second of a recording that you may hear',
  method: 'POST',
  path: '/recordings/{id}/marks',
  params: recordParams,
  body: z.strictObject({ at: z.number().min(0).max(604_800), text: plainText(1000).min(1) }),
  response: marks,
  errors: ['notFound', 'tooManyMarks'],
});

export const unmarkRecording = defineEndpoint({
  name: 'recordings.unmark',
  summary: 'Take a remark of yours off a recording; owners any',
  method: 'DELETE',
  path: '/recordings/{id}/marks/{mark}',
  params: z.strictObject({ id: idInput, mark: idInput }),
  response: marks,
  errors: ['notFound'],
});
