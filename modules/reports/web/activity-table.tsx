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

type Person = ActivityReport['people'][number];
type Column = ActivityReport['columns'][number];

/** A line for each person: what they did, each figure with its records, and a bar for how much of it was with clients. */
export function ActivityTable({ report }: { readonly report: ActivityReport }) {
  const { t } = useTranslation('reports');
  const name = useColumnName();
  const { columns, people } = report;
  const totals = people.map(({ figures }) => activityKinds.reduce((sum, kind) => sum + (figures[kind] ?? 0), 0));
  const most = Math.max(1, ...totals);
  const head = [t('activity.person'), t('activity.all'), ...columns.map(name), t('column.wonValue')];
  return (
    <ScrollingTable caption={t('activity.people')} head={head}>
      {people.map((person, index) => (
        <PersonRow
          key={person.member?.id ?? ''}
          person={person}
          columns={columns}
          total={totals[index] ?? 0}
          share={(totals[index] ?? 0) / most}
        />
      ))}
    </ScrollingTable>
  );
}

interface PersonRowProps {
  readonly person: Person;
  readonly columns: readonly Column[];
  readonly total: number;
  readonly share: number;
}

function PersonRow({ person, columns, total, share }: PersonRowProps) {
  const { t } = useTranslation('reports');
  const { data: metadata } = useMetadata();
  const format = useFormat();
  const { member, figures, won } = person;
  const pluralOf = (noun: string) => metadata?.nouns.find((one) => one.name === noun)?.plural ?? noun;
  return (
    <tr>
      <th scope="row">{member ? (member.label ?? t('none.owner')) : t('none.owner')}</th>
      <td className={classes.withBar}>
        {format.number(total)}
        <Bar share={share} />
      </td>
      {columns.map(({ name, noun, by, filter }) => (
        <td key={name}>
          <FigureLink
            to={`/${pluralOf(noun)}`}
            count={figures[name] ?? 0}
            filter={{ all: [filter, whose(by, member)] }}
          >
            {format.number(figures[name] ?? 0)}
          </FigureLink>
        </td>
      ))}
      <td>{won.length > 0 ? won.map((amount) => format.money(amount)).join(', ') : '–'}</td>
    </tr>
  );
}

function whose(by: string, member: Person['member']): Filter {
  return member ? { field: by, op: 'is', value: member.id } : { field: by, op: 'isEmpty' };
}

/** Kinds of activities are called as their options, records as their nouns. */
function useColumnName(): (column: Column) => string {
  const { t } = useTranslation('reports');
  const { data: metadata } = useMetadata();
  const labels = useLabels();
  const noun = metadata?.nouns.find((one) => one.name === 'task');
  const kind = noun ? findField(noun, 'kind') : null;
  return ({ name }) => {
    if (name === 'other') return t('activity.other');
    if (name === 'moved') return t('activity.moved');
    if (name === 'won') return t('column.won');
    if (name === 'note' || name === 'lead' || name === 'deal') return t(`activity.new.${name}`);
    return noun && kind ? labels.option(noun.name, kind, name) : name;
  };
}
