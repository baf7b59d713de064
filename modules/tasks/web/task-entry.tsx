import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { TaskLine } from './task-line.tsx';

/** A task as the timeline tells it. */
export default function TaskEntry({ record }: { readonly record: AnyRecord }) {
  const noun = useNoun('task');
  return noun ? <TaskLine noun={noun} task={record} /> : null;
}
