import { useParams } from '@tanstack/react-router';
import { RecordPage } from './record-page.tsx';

/** The card of whatever record the address names by plural and id. */
export function AnyRecordCard() {
  const { plural = '', id = '' } = useParams({ strict: false }) as { plural?: string; id?: string };
  return <RecordPage key={id} noun={plural} id={id} />;
}
