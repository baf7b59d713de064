import { Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { listRecords } from '../../../../web/kit/data/api.ts';
import type { Caller } from '../../../../web/kit/data/callers.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { recordKeys } from '../../../../web/kit/data/query-keys.ts';
import { titleOf } from '../../../../web/kit/data/record-title.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { recordPath } from '../../../../web/kit/record-link.tsx';
import { KeyHint } from '../../../../web/ui/key-hint.tsx';
import classes from './ring.module.css';

/** Works while something is being typed as well, and on every keyboard. */
const openKey = 'F9';

/** What somebody wrote down of it; a call of which nothing is known but that it was says nothing. */
const said: Filter = {
  all: [
    { field: 'done', op: 'is', value: true },
    { field: 'outcome', op: 'isNotEmpty' },
  ],
};

interface CallerLinesProps {
  readonly callers: readonly Caller[];
  readonly nouns: readonly NounMetadata[];
}

/** Whoever may be calling; the first opens with one key. */
export function CallerLines({ callers, nouns }: CallerLinesProps) {
  const navigate = useNavigate();
  const [first] = callers;
  useHotkeys([[openKey, () => first && void navigate({ to: pathOf(first) })]], []);
  return (
    <ul className={classes.callers}>
      {callers.map((caller) => (
        <CallerLine key={caller.record.id} caller={caller} nouns={nouns} isFirst={caller === first} />
      ))}
    </ul>
  );
}

const pathOf = ({ noun, record }: Caller): string => recordPath(noun.plural, record.id);

interface CallerLineProps {
  readonly caller: Caller;
  readonly nouns: readonly NounMetadata[];
  readonly isFirst: boolean;
}

function CallerLine({ caller, nouns, isFirst }: CallerLineProps) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const labels = useLabels();
  const { noun, record } = caller;
  const last = useRelated(nouns, 'task', noun.name, record.id, said, '-completedAt');
  const pointer = noun.name === 'person' ? 'people' : noun.name;
  const deals = useRelated(
    nouns,
    'deal',
    pointer,
    record.id,
    { field: 'status', op: 'is', value: 'open' },
    '-createdAt',
  );
  const [lastSaid] = last;
  return (
    <li className={classes.caller}>
      <Link to={pathOf(caller)} className={classes.name}>
        {titleOf(noun, record, format) || t('kit:value.untitled')}
      </Link>
      <span className={classes.noun}>{labels.noun(noun.name)}</span>
      {isFirst && <KeyHint keys={openKey} />}
      {lastSaid && (
        <Text size="sm" lineClamp={2} className={classes.wide}>
          {t('ring.last')}: {format.date(String(lastSaid.completedAt).slice(0, 10))} {String(lastSaid.outcome ?? '')}
        </Text>
      )}
      {deals.map((deal) => (
        <Link key={deal.id} to={recordPath('deals', deal.id)} className={classes.deal}>
          {String(deal.name ?? '') || labels.noun('deal')}
        </Link>
      ))}
    </li>
  );
}

/** A few of the records that point at somebody; none where the noun or the field is not the person's to see. */
function useRelated(
  nouns: readonly NounMetadata[],
  name: 'task' | 'deal',
  pointer: string,
  id: string,
  condition: Filter,
  sort: string,
): readonly AnyRecord[] {
  const noun = nouns.find((one) => one.name === name && one.may.read);
  const isThere = noun !== undefined && findField(noun, pointer) !== null;
  const filter: Filter = { all: [condition, { field: pointer, op: 'is', value: id }] };
  const { data } = useQuery({
    queryKey: [...recordKeys.noun(name), 'ring', pointer, id],
    enabled: isThere,
    queryFn: ({ signal }) =>
      listRecords(noun as NounMetadata, { filter, sort, limit: name === 'task' ? 1 : 3 }, signal),
  });
  return data?.items ?? [];
}
