import type { Filter } from '../../../shared/filter/filter.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import type { ActivityReport } from '../contract/activity-report.api.ts';
import { activityKinds } from './activity-picture.tsx';
import { Bar } from './bar.tsx';
import { FigureLink } from './figure-link.tsx';
import classes from './report.module.css';
import { ScrollingTable } from './scrolling-table.tsx';

export type Column = ActivityReport['columns'][number];

export interface FiguresRow {
  readonly id: string;
  readonly label: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly won: ActivityReport['people'][number]['won'];
  /** What lists the records of one of its figures. */
  readonly filterOf: (column: Column) => Filter;
}

interface ActivityFiguresProps {
  readonly caption: string;
  /** What the first column holds. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly FiguresRow[];
}

/** Lines of figures, each with its records, and a bar for how much of it was with clients. */
export function ActivityFigures({ caption, name, columns, rows }: ActivityFiguresProps) {
  const { t } = useTranslation('reports');
  const nameOf = useColumnName();
  const most = Math.max(1, ...rows.map(totalOf));
  const head = [name, t('activity.all'), ...columns.map(nameOf), t('column.wonValue')];
  return (
    <ScrollingTable caption={caption} head={head}>
      {rows.map((row) => (
        <Row key={row.id} row={row} columns={columns} share={totalOf(row) / most} />
      ))}
    </ScrollingTable>
  );
}

const totalOf = ({ figures }: FiguresRow) => activityKinds.reduce((sum, kind) => sum + (figures[kind] ?? 0), 0);

interface RowProps {
  readonly row: FiguresRow;
  readonly columns: readonly Column[];
  readonly share: number;
}

function Row({ row, columns, share }: RowProps) {
  const { data: metadata } = useMetadata();
  const format = useFormat();
  const pluralOf = (noun: string) => metadata?.nouns.find((one) => one.name === noun)?.plural ?? noun;
  return (
    <tr>
      <th scope="row">{row.label}</th>
      <td className={classes.withBar}>
        {format.number(totalOf(row))}
        <Bar share={share} />
      </td>
      {columns.map((column) => (
        <td key={column.name}>
          <FigureLink
            to={`/${pluralOf(column.noun)}`}
            count={row.figures[column.name] ?? 0}
            filter={row.filterOf(column)}
          >
            {format.number(row.figures[column.name] ?? 0)}
          </FigureLink>
        </td>
      ))}
      <td>{row.won.length > 0 ? row.won.map((amount) => format.money(amount)).join(', ') : '–'}</td>
    </tr>
  );
}

/** Columns that are neither a kind of activity nor a noun. */
const named: ReadonlySet<string> = new Set(['other', 'moved', 'ours', 'theirs', 'postponed']);

/** Kinds of activities are called as their options, records as their nouns. */
function useColumnName(): (column: Column) => string {
  const { t } = useTranslation('reports');
  const { data: metadata } = useMetadata();
  const labels = useLabels();
  const noun = metadata?.nouns.find((one) => one.name === 'task');
  const kind = noun ? findField(noun, 'kind') : null;
  return ({ name }) => {
    if (named.has(name)) return t(`activity.${name}`);
    if (name === 'won') return t('column.won');
    if (name === 'note' || name === 'lead' || name === 'deal') return t(`activity.new.${name}`);
    return noun && kind ? labels.option(noun.name, kind, name) : name;
  };
}
