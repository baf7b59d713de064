import type { Step } from '../../contract/index.ts';
import { makeTask } from './make-task.ts';
import { sendNotice } from './send-notice.ts';
import { setValues } from './set-values.ts';
import type { Outcome, StepWorld } from './step-world.ts';

/** Does one step of a process, in the transaction of its run. Throws what stands against it. */
export function runStep(world: StepWorld, step: Step): Promise<Outcome> {
  switch (step.do) {
    case 'task':
      return makeTask(world, step);
    case 'set':
      return setValues(world, step);
    case 'notice':
      return sendNotice(world, step);
  }
}
