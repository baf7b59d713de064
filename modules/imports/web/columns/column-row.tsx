import { Select } from '@mantine/core';
import { useState } from 'react';
import { localText } from '../../../../web/i18n/local-text.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { firstMatches, mostOffered } from '../../../../web/kit/data/first-matches.ts';
import { renderOptionWithHelp } from '../../../../web/kit/fields/option-with-help.tsx';
import { ChoiceBadge } from '../../../../web/kit/fields/values/choice-badge.tsx';
import type { ImportTable } from '../../contract/index.ts';
import { type Draft, pathOf } from '../draft.ts';
import type { PathTarget } from '../path-label.ts';
import classes from './columns-step.module.css';
import { dateFormatOptions } from './date-format-options.ts';
import type { PathGroup } from './path-options.ts';

type Column = ImportTable['columns'][number];

interface ColumnRowProps {
  readonly column: Column;
  readonly draft: Draft;
  readonly options: PathGroup[];
  readonly follow: (path: string) => PathTarget | null;
  /** Headers by path, where several columns claim a field that holds one value. */
  readonly taken: ReadonlyMap<string, readonly string[]>;
}

/** One column of the file: its name, some of its values, and where it goes. */
export function ColumnRow({ column, draft, options, follow, taken }: ColumnRowProps) {
  const { t, i18n } = useTranslation('imports');
  const { language } = i18n;
  const { header, samples } = column;
  const path = pathOf(draft.mapping, header);
  const [isTouched, touch] = useState(false);
  const others = (path ? (taken.get(path) ?? []) : []).filter((other) => other !== header);
  const help = path && localText(follow(path)?.field.help, language);
  return (
    <li className={classes.column}>
      <div>
        <div className={classes.header}>{header}</div>
        <p className={classes.samples}>{samples.length > 0 ? samples.join(' · ') : t('columns.noValues')}</p>
      </div>
      <div className={classes.choice}>
        <Select
          className={classes.field ?? ''}
          aria-label={t('columns.fieldOf', { column: header })}
          data={isTouched ? options : alone(options, path)}
          limit={mostOffered}
          filter={firstMatches}
          value={path ?? null}
          onChange={(next) => draft.mapColumn(header, next)}
          placeholder={t('columns.leaveOut')}
          nothingFoundMessage={t('columns.noField')}
          description={help}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          renderOption={renderOptionWithHelp}
          onFocus={(event) => {
            touch(true);
            event.currentTarget.select();
          }}
          error={others.length > 0 && t('columns.usedTwice', { column: others.join(', ') })}
          comboboxProps={{ withinPortal: false }}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('columns.leaveOut') }}
        />
        <Mark column={column} path={path} />
        <DateFormatSelect column={column} draft={draft} target={path ? follow(path) : null} />
      </div>
    </li>
  );
}

/** How sure the suggestion is, as long as it stands. */
function Mark({ column, path }: { readonly column: Column; readonly path: string | undefined }) {
  const { t } = useTranslation('imports');
  if (!path) return <ChoiceBadge>{t('mark.leftOut')}</ChoiceBadge>;
  if (path !== column.path) return <ChoiceBadge color="blue">{t('mark.chosen')}</ChoiceBadge>;
  return column.confidence >= 0.9 ? (
    <ChoiceBadge color="green">{t('mark.recognised')}</ChoiceBadge>
  ) : (
    <ChoiceBadge color="orange">{t('mark.guessed')}</ChoiceBadge>
  );
}

interface DateFormatSelectProps {
  readonly column: Column;
  readonly draft: Draft;
  readonly target: PathTarget | null;
}

/** Asked only where the values themselves leave open which number is the day. */
function DateFormatSelect({ column, draft, target }: DateFormatSelectProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const isDay = target?.field.kind === 'date' || target?.field.kind === 'datetime';
  if (!isDay || (column.dateFormat && column.dateAlternatives.length === 0)) return null;
  return (
    <Select
      className={classes.dates ?? ''}
      label={t('columns.dateFormat')}
      description={column.dateFormat ? t('columns.dateAmbiguous') : t('columns.dateUnknown')}
      data={dateFormatOptions(column, format)}
      value={draft.mapping.dateFormats?.[column.header] ?? column.dateFormat}
      onChange={(next) => next && draft.chooseDateFormat(column.header, next)}
      allowDeselect={false}
    />
  );
}

/** Until somebody chooses, the chosen option is enough: each select goes through all it is given, for each column of the file. */
function alone(options: PathGroup[], path: string | null | undefined): PathGroup[] {
  for (const { group, items } of options) {
    const item = items.find(({ value }) => value === path);
    if (item) return [{ group, items: [item] }];
  }
  return [];
}
