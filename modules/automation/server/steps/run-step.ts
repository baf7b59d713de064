import type { Step, StepOf } from '../../contract/index.ts';
import { callWebhook } from './call-webhook.ts';
import { makeLinked } from './make-record.ts';
import { makeTask } from './make-task.ts';
import { sendLetter } from './send-letter.ts';
import { sendNotice } from './send-notice.ts';
import { setValues } from './set-values.ts';
import type { Outcome, StepWorld } from './step-world.ts';

/** Does one step of a process, in the transaction of its run. Throws what stands against it. */
export function runStep(world: StepWorld, step: Exclude<Step, StepOf<'wait'>>): Promise<Outcome> {
  switch (step.do) {
    case 'task':
      return makeTask(world, step);
    case 'set':
      return setValues(world, step);
    case 'notice':
      return sendNotice(world, step);
    case 'letter':
      return sendLetter(world, step);
    case 'record':
      return makeLinked(world, step);
    case 'webhook':
      return callWebhook(world, step);
  }
}
