import { Button, Group, MultiSelect, Radio, Select, Stack } from '@mantine/core';
import { IconPalette } from '@tabler/icons-react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { ViewType } from '../../../shared/views/view.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { findField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';
import type { List } from '../list/use-list.ts';
import { fieldsForBoard, fieldsForCalendar, fieldsForCover, fieldsForGroups } from './fields-for.ts';
import { GroupLevels } from './group-levels.tsx';
import { defaultMeasures, listMeasures, measureId, useMeasureLabel } from './measures.ts';
import { bodyOf } from './view-body.ts';
import { viewIcons } from './view-names.ts';

interface DisplayMenuProps {
  readonly noun: NounMetadata;
  readonly list: Displayed;
}

/** What of a list its display changes. */
export type Displayed = Pick<List, 'search' | 'change' | 'columns'>;

interface WholeMenuProps extends DisplayMenuProps {
  readonly onColors: () => void;
}

/** How the records are shown: the type, and what the type needs to know. */
export default function DisplayMenu({ noun, list, onColors }: WholeMenuProps) {
  const { t } = useTranslation('views');
  const { search, change } = list;
  const as = search.as ?? 'list';
  return (
    <Stack gap="md" w={300}>
      <Radio.Group
        label={t('display.as')}
        value={as}
        onChange={(type) => change(startOf(noun, type as ViewType, list))}
      >
        <Stack gap={6} mt={6}>
          {offeredTypes(noun).map((type) => (
            <TypeRadio key={type} type={type} />
          ))}
        </Stack>
      </Radio.Group>
      {as === 'board' && <BoardField noun={noun} list={list} />}
      {as === 'calendar' && <CalendarFields noun={noun} list={list} />}
      {as === 'grouped' && (
        <GroupLevels noun={noun} levels={search.group ?? []} onChange={(group) => change({ group })} />
      )}
      {as === 'gallery' && <CoverField noun={noun} list={list} />}
      {as !== 'calendar' && as !== 'gallery' && <MeasureChoice noun={noun} list={list} />}
      <Button variant="default" leftSection={<IconPalette size={16} />} onClick={onColors}>
        {t('colors.open')}
      </Button>
    </Stack>
  );
}

function TypeRadio({ type }: { readonly type: ViewType }) {
  const { t } = useTranslation('views');
  const Icon = viewIcons[type];
  return (
    <Radio
      value={type}
      label={
        <Group gap={6} wrap="nowrap">
          <Icon size={16} aria-hidden />
          {t(`type.${type}`)}
        </Group>
      }
    />
  );
}

function offeredTypes(noun: NounMetadata): readonly ViewType[] {
  const offered: Readonly<Record<ViewType, boolean>> = {
    list: true,
    board: fieldsForBoard(noun).length > 0,
    calendar: true,
    grouped: fieldsForGroups(noun).length > 0,
    gallery: true,
  };
  const types = ['list', 'board', 'calendar', 'grouped', 'gallery'] as const;
  return types.filter((type) => offered[type] && (type === 'list' || bodyOf(type)));
}

/** What a list says when it is to be shown so: the type, and a first choice of what it needs where none was made. */
function startOf(noun: NounMetadata, as: ViewType, { search }: Displayed) {
  if (as === 'board') return { as, board: search.board ?? fieldsForBoard(noun)[0]?.name };
  if (as === 'calendar')
    return { as, calendar: search.calendar ?? { start: fieldsForCalendar(noun)[0]?.name ?? 'createdAt' } };
  if (as === 'gallery') return { as, cover: search.cover ?? fieldsForCover(noun)[0]?.name };
  if (as !== 'grouped') return { as };
  const [first] = [...fieldsForBoard(noun), ...fieldsForGroups(noun)];
  return { as, group: search.group ?? (first ? [{ field: first.name }] : undefined) };
}

function BoardField({ noun, list: { search, change } }: DisplayMenuProps) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const fields = fieldsForBoard(noun);
  return (
    <Select
      label={t('display.board')}
      data={fields.map((field) => ({ value: field.name, label: labels.field(noun.name, field) }))}
      value={search.board ?? fields[0]?.name ?? null}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(board) => change({ board: board ?? undefined })}
    />
  );
}

function CoverField({ noun, list: { search, change } }: DisplayMenuProps) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const fields = fieldsForCover(noun);
  if (fields.length === 0) return null;
  return (
    <Select
      label={t('display.cover')}
      placeholder={t('display.noCover')}
      data={fields.map((field) => ({ value: field.name, label: labels.field(noun.name, field) }))}
      value={search.cover ?? null}
      clearable
      clearButtonProps={{ 'aria-label': t('display.noCover') }}
      comboboxProps={{ withinPortal: false }}
      onChange={(cover) => change({ cover: cover ?? undefined })}
    />
  );
}

function CalendarFields({ noun, list: { search, change } }: DisplayMenuProps) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const fields = fieldsForCalendar(noun);
  const { start = fields[0]?.name ?? 'createdAt', end } = search.calendar ?? {};
  const kind = findField(noun, start)?.kind;
  const options = (some: typeof fields) =>
    some.map((field) => ({ value: field.name, label: labels.field(noun.name, field) }));
  const ends = fields.filter((field) => field.kind === kind && field.name !== start);
  return (
    <>
      <Select
        label={t('display.start')}
        data={options(fields)}
        value={start}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(next) => next && change({ calendar: { start: next } })}
      />
      <Select
        label={t('display.end')}
        placeholder={t('display.noEnd')}
        data={options(ends)}
        value={end ?? null}
        clearable
        clearButtonProps={{ 'aria-label': t('display.noEnd') }}
        comboboxProps={{ withinPortal: false }}
        onChange={(next) => change({ calendar: next ? { start, end: next } : { start } })}
      />
    </>
  );
}

function MeasureChoice({ noun, list }: DisplayMenuProps) {
  const { t } = useTranslation('views');
  const labelOf = useMeasureLabel(noun);
  const offered = listMeasures(noun);
  // A plain list has none unless asked for: they are worked out over all of its records.
  const isList = (list.search.as ?? 'list') === 'list';
  const chosen = list.search.measures ?? (isList ? [] : defaultMeasures(list.columns.fields));
  const choose = (ids: readonly string[]) => {
    const measures = ids.flatMap((id) => offered.find((measure) => measureId(measure) === id) ?? []);
    list.change({ measures: measures.length > 0 ? measures : undefined });
  };
  return (
    <MultiSelect
      label={t('display.measures')}
      data={offered.map((measure) => ({ value: measureId(measure), label: labelOf(measure) }))}
      value={chosen.map(measureId)}
      maxValues={10}
      searchable
      comboboxProps={{ withinPortal: false }}
      onChange={choose}
    />
  );
}
