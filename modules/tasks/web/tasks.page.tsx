import { RecordListPage } from '../../../web/kit/list/record-list-page.tsx';
import { ReadyBar } from './ready/ready-bar.tsx';

/** All tasks, with what most look for at hand. */
export function TasksPage() {
  return <RecordListPage noun="task" above={<ReadyBar />} />;
}
