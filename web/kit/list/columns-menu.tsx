import { ActionIcon, Button, Checkbox, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useMetadata } from '../data/metadata.ts';
import type { NamedField } from '../data/named-field.ts';
import { listRelatedColumns } from '../data/related-column.ts';
import { useLabels } from '../labels.ts';
import classes from './columns-menu.module.css';
import type { Columns } from './use-columns.ts';

interface ColumnsMenuProps {
  readonly noun: NounMetadata;
  readonly columns: Columns;
}

/** From here on the names are too many to look through. */
const many = 15;

/** Which columns are shown, and in what order. */
export default function ColumnsMenu({ noun, columns }: ColumnsMenuProps) {
  const { t } = useTranslation('kit');
  const [words, setWords] = useState('');
  return (
    <Stack gap="xs" w={300}>
      {noun.fields.length > many && (
        <TextInput
          aria-label={t('columns.find')}
          placeholder={t('columns.find')}
          leftSection={<IconSearch size={16} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-autofocus
        />
      )}
      <ScrollArea.Autosize mah="min(60vh, calc(100dvh - 28rem))" type="auto">
        <ColumnLines noun={noun} columns={columns} words={words} />
      </ScrollArea.Autosize>
      <Button variant="default" onClick={() => columns.choose(null)}>
        {t('columns.reset')}
      </Button>
      <Text size="xs" c="dimmed">
        {t('columns.hint')}
      </Text>
    </Stack>
  );
}

/** The columns whose name has the words: those shown first, in their order. */
function ColumnLines({ noun, columns, words }: ColumnsMenuProps & { readonly words: string }) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const sought = words.trim().toLocaleLowerCase();
  const isSought = (field: NamedField) => labels.field(noun.name, field).toLocaleLowerCase().includes(sought);
  const shown = columns.fields.filter(isSought);
  const rest = noun.fields.filter((field) => !columns.names.includes(field.name) && isSought(field));
  const { data: metadata } = useMetadata();
  const related = useMemo(() => (metadata ? listRelatedColumns(metadata, noun) : []), [metadata, noun]);
  const groups = related
    .map(({ via, fields }) => ({
      via,
      fields: fields.filter((field) => !columns.names.includes(field.name) && isSought(field)),
    }))
    .filter(({ fields }) => fields.length > 0);
  const toggle = (name: string) => {
    const isShown = columns.names.includes(name);
    columns.choose(isShown ? columns.names.filter((other) => other !== name) : [...columns.names, name]);
  };
  return (
    <Stack gap={2} component="ul" p={4} m={0} style={{ listStyle: 'none' }}>
      {shown.map((field) => (
        <ColumnLine key={field.name} noun={noun} field={field} shown onToggle={toggle}>
          <MoveButtons noun={noun} field={field} index={columns.names.indexOf(field.name)} columns={columns} />
        </ColumnLine>
      ))}
      {rest.map((field) => (
        <ColumnLine key={field.name} noun={noun} field={field} shown={false} onToggle={toggle} />
      ))}
      {groups.map(({ via, fields }) => (
        <RelatedLines
          key={via.name}
          name={labels.field(noun.name, via)}
          noun={noun}
          fields={fields}
          isSought={sought !== ''}
          onToggle={toggle}
        />
      ))}
      {shown.length + rest.length + groups.length === 0 && (
        <Text component="li" size="sm" c="dimmed">
          {t('columns.none')}
        </Text>
      )}
    </Stack>
  );
}

interface RelatedLinesProps {
  /** The field that leads there. */
  readonly name: string;
  readonly noun: NounMetadata;
  readonly fields: readonly NamedField[];
  readonly isSought: boolean;
  readonly onToggle: (name: string) => void;
}

/** Fields of a record that is pointed at. With many fields that point they are thousands: only what is looked at is drawn. */
function RelatedLines({ name, noun, fields, isSought, onToggle }: RelatedLinesProps) {
  const { t } = useTranslation('kit');
  const [isOpened, setOpened] = useState(false);
  const drawn = isSought ? fields.slice(0, many) : isOpened ? fields : [];
  return (
    <li>
      <details
        open={isSought || isOpened}
        onToggle={(event) => !isSought && setOpened(event.currentTarget.open)}
        className={classes.related}
      >
        <summary>{name} ›</summary>
        <ul>
          {drawn.map((field) => (
            <ColumnLine key={field.name} noun={noun} field={field} shown={false} onToggle={onToggle} />
          ))}
        </ul>
        {isSought && fields.length > many && (
          <Text size="xs" c="dimmed">
            {t('columns.more', { count: fields.length - many })}
          </Text>
        )}
      </details>
    </li>
  );
}

interface ColumnLineProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly shown: boolean;
  readonly onToggle: (name: string) => void;
  readonly children?: ReactNode;
}

function ColumnLine({ noun, field, shown, onToggle, children }: ColumnLineProps) {
  const labels = useLabels();
  // Among those of its record, a field goes by its own name.
  const label =
    !shown && field.from ? labels.field(field.from.noun.name, field.from.field) : labels.field(noun.name, field);
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="xs" mih={32}>
      <Checkbox
        label={label}
        checked={shown}
        disabled={field.name === noun.title}
        onChange={() => onToggle(field.name)}
      />
      {children}
    </Group>
  );
}

interface MoveButtonsProps extends ColumnsMenuProps {
  readonly field: NamedField;
  readonly index: number;
}

function MoveButtons({ noun, field, index, columns }: MoveButtonsProps) {
  const { t } = useTranslation('kit');
  const column = useLabels().field(noun.name, field);
  const move = (step: -1 | 1) => {
    const names = [...columns.names];
    const [name] = names.splice(index, 1);
    if (name) names.splice(index + step, 0, name);
    columns.choose(names);
  };
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon aria-label={t('columns.earlier', { column })} disabled={index === 0} onClick={() => move(-1)}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('columns.later', { column })}
        disabled={index === columns.names.length - 1}
        onClick={() => move(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
    </Group>
  );
}
