import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { useRecordList } from '../../../../web/kit/data/record-list.ts';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { Player } from './player.tsx';
import classes from './recording.module.css';

interface RecordingPanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What was said in a call, for whoever may hear it: on the card of the call, and on its own. */
export default function RecordingPanel({ noun, record }: RecordingPanelProps) {
  const recordings = useNoun('recording');
  if (!recordings?.may.read) return null;
  if (noun.name === recordings.name) return <Shown noun={recordings} record={record} />;
  return record.callResult ? <OfCall noun={recordings} call={record.id} /> : null;
}

function OfCall({ noun, call }: { readonly noun: NounMetadata; readonly call: string }) {
  const filter: Filter = { field: 'call', op: 'is', value: call };
  const { records } = useRecordList(noun, { filter, limit: 5 });
  return records.map((record) => <Shown key={record.id} noun={noun} record={record} />);
}

function Shown({ noun, record }: RecordingPanelProps) {
  const { t } = useTranslation('calls');
  return (
    <div className={classes.panel}>
      <SectionCard title={t('recording.title')}>
        {record.state === 'kept' ? (
          <Player noun={noun} record={record} />
        ) : (
          t(`recording.${record.state === 'failed' || record.state === 'erased' ? record.state : 'waiting'}`)
        )}
      </SectionCard>
    </div>
  );
}
