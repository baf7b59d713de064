import { IconHierarchy3 } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Reference } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { useRecordList } from '../../../../web/kit/data/record-list.ts';
import { useUpdateRecord } from '../../../../web/kit/data/record-mutations.ts';
import { SpareButton } from '../../../../web/kit/record/spare-buttons.tsx';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { type ChartNode, chartOf, isDrawn } from './chart-tree.ts';
import classes from './org-chart.module.css';
import { PersonCard } from './person-card.tsx';

interface OrgChartPanelProps {
  readonly record: AnyRecord;
}

export default function OrgChartPanel({ record }: OrgChartPanelProps) {
  const noun = useNoun('person');
  return noun ? <Chart person={noun} company={record} /> : null;
}

/** Beyond so many people nobody draws a chart on a card. */
const mostDrawn = 200;

interface ChartProps {
  readonly person: NounMetadata;
  readonly company: AnyRecord;
}

/** The people of the company by whom they report to, and who decides; a card is dragged onto another, or moved by its menu. */
function Chart({ person, company }: ChartProps) {
  const { t } = useTranslation('people');
  const [asked, setAsked] = useState(false);
  const filter = { field: 'company', op: 'is', value: company.id } as const;
  const { records, isPending } = useRecordList(person, { filter, sort: 'name', limit: mostDrawn });
  const update = useUpdateRecord(person);
  const mayDraw = person.may.update && !company.deletedAt;
  const move = (moved: AnyRecord | undefined, above: Reference | null) => {
    if (!moved || moved.id === above?.id) return;
    update.mutate(
      { id: moved.id, version: moved.version, values: { reportsTo: above } },
      { onError: (error) => notifyProblem(error, t) },
    );
  };
  if (isPending || records.length < 2) return null;
  if (!asked && !isDrawn(records))
    return mayDraw ? (
      <SpareButton icon={<IconHierarchy3 size={14} />} onClick={() => setAsked(true)}>
        {t('chart.draw')}
      </SpareButton>
    ) : null;
  const find = (id: string) => records.find((one) => one.id === id);
  const cardOf = (node: ChartNode) => (
    <Node key={node.person.id} noun={person} node={node} mayDraw={mayDraw} onMove={move} find={find} />
  );
  return (
    <SectionCard title={t('chart.title')}>
      <div className={classes.chart} {...dropOn((id) => move(find(id), null))}>
        <ul className={classes.level}>{chartOf(records).map(cardOf)}</ul>
      </div>
      {mayDraw && <p className={classes.help}>{t('chart.help')}</p>}
    </SectionCard>
  );
}

interface NodeProps {
  readonly noun: NounMetadata;
  readonly node: ChartNode;
  readonly mayDraw: boolean;
  readonly onMove: (moved: AnyRecord | undefined, above: Reference | null) => void;
  readonly find: (id: string) => AnyRecord | undefined;
}

function Node({ noun, node, mayDraw, onMove, find }: NodeProps) {
  const { person, below } = node;
  return (
    <li className={classes.node}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the mouse's way; by keys it is the card's own button. */}
      <div
        className={classes.handle}
        draggable={mayDraw}
        onDragStart={(event) => {
          event.stopPropagation();
          event.dataTransfer.setData(carried, person.id);
        }}
        {...(mayDraw ? dropOn((id) => onMove(find(id), { id: person.id })) : {})}
      >
        <PersonCard noun={noun} person={person} onReportsTo={mayDraw ? (above) => onMove(person, above) : null} />
      </div>
      {below.length > 0 && (
        <ul className={classes.level}>
          {below.map((one) => (
            <Node key={one.person.id} {...{ noun, mayDraw, onMove, find }} node={one} />
          ))}
        </ul>
      )}
    </li>
  );
}

const carried = 'application/x-rapport-person';

/** What makes an element take a person that is dropped on it. */
function dropOn(take: (id: string) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(carried)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      const id = event.dataTransfer.getData(carried);
      if (id) take(id);
    },
  };
}
