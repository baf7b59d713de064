import { useQuery } from '@tanstack/react-query';
import { creationHash } from '../../../web/kit/form/creation.ts';
import { request } from '../../../web/shell/request.ts';

/** One of the first things to do in a workspace, and whether it has been done: told by what there is, not by what was clicked. */
export interface FirstStep {
  readonly key: 'client' | 'next' | 'data' | 'colleague' | 'mail';
  readonly to: string;
  readonly hash?: string;
  readonly isDone: () => Promise<boolean>;
}

const has = (path: string) => async (): Promise<boolean> =>
  (await request<{ items: readonly unknown[] }>('GET', `/api/v1/${path}?limit=1`)).items.length > 0;

const steps: readonly FirstStep[] = [
  {
    ...{ key: 'client', to: '/companies', hash: creationHash },
    isDone: async () => (await has('companies')()) || (await has('people')()),
  },
  { key: 'next', to: '/tasks', hash: creationHash, isDone: has('tasks') },
  { key: 'data', to: '/import', isDone: has('imports') },
  {
    ...{ key: 'colleague', to: '/invitations' },
    isDone: async () => !(await request<{ alone?: boolean }>('GET', '/api/v1/session')).alone,
  },
  {
    ...{ key: 'mail', to: '/mail' },
    isDone: async () => (await request<{ source: string }>('GET', '/api/v1/mail/settings')).source !== 'none',
  },
];

/** The steps with what is known of them; asked again when somebody does one. */
export function useFirstSteps() {
  return useQuery({
    queryKey: ['today', 'first-steps'],
    queryFn: () => Promise.all(steps.map(async (step) => ({ ...step, done: await step.isDone() }))),
    meta: { nouns: ['company', 'person', 'task', 'importRun', 'member'] },
  });
}
