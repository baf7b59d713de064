import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { SameCents } from '../../../web/ui/same-cents.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { ReportGroup } from '../contract/pipeline-report.api.ts';
import { Bar } from './bar.tsx';
import { FigureLink } from './figure-link.tsx';
import classes from './report.module.css';
import { ScrollingTable } from './scrolling-table.tsx';

export interface Group extends ReportGroup {
  /** Empty for the deals without. */
  readonly id: string;
  readonly label: string;
}

interface GroupTableProps {
  readonly title: string;
  /** What the first column holds. */
  readonly name: string;
  readonly groups: readonly Group[];
}

/** So many rows are shown before somebody asks for the rest. */
const shown = 10;

/** Won, lost and open deals of each owner, team or product, with a bar for what was won. */
export function GroupTable({ title, name, groups }: GroupTableProps) {
  const { t } = useTranslation('reports');
  const [all, setAll] = useState(false);
  const most = Math.max(1, ...groups.map(({ won }) => Number(won.value.amount)));
  const columns = ['wonValue', 'won', 'lost', 'winRate', 'cycle', 'open'] as const;
  return (
    <SectionCard title={title}>
      <SameCents amounts={groups.map(({ won }) => won.value)}>
        <ScrollingTable caption={title} head={[name, ...columns.map((column) => t(`column.${column}`))]}>
          {(all ? groups : groups.slice(0, shown)).map((group) => (
            <GroupRow key={group.id} group={group} share={Number(group.won.value.amount) / most} />
          ))}
        </ScrollingTable>
      </SameCents>
      {groups.length > shown && (
        <Button className={classes.screenOnly} mt="xs" size="xs" variant="subtle" onClick={() => setAll(!all)}>
          {all ? t('fewer') : t('all', { count: groups.length })}
        </Button>
      )}
    </SectionCard>
  );
}

function GroupRow({ group, share }: { readonly group: Group; readonly share: number }) {
  const format = useFormat();
  const { won, lost, open, winRate, wonCycle } = group;
  return (
    <tr>
      <th scope="row">{group.label}</th>
      <td className={classes.withBar}>
        <FigureLink {...won}>{format.money(won.value)}</FigureLink>
        <Bar share={share} />
      </td>
      <td>
        <FigureLink {...won}>{format.number(won.count)}</FigureLink>
      </td>
      <td>
        <FigureLink {...lost}>{format.number(lost.count)}</FigureLink>
      </td>
      <td>
        <FigureLink count={won.count + lost.count} filter={winRate.filter}>
          {format.percent(winRate.rate) || '–'}
        </FigureLink>
      </td>
      <td>
        <FigureLink {...wonCycle}>{wonCycle.days === null ? '–' : format.number(wonCycle.days)}</FigureLink>
      </td>
      <td>
        <FigureLink {...open}>{format.number(open.count)}</FigureLink>
      </td>
    </tr>
  );
}
