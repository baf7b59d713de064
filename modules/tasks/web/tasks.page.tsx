import { RecordListPage } from '../../../web/kit/list/record-list-page.tsx';
import { ReadyBar } from './ready/ready-bar.tsx';
import { useOnlyMine } from './ready/use-only-mine.ts';

/** All tasks, or one's own, with what most look for at hand. */
export function TasksPage() {
  return <RecordListPage noun="task" above={<ReadyBar />} {...useOnlyMine()} />;
}
