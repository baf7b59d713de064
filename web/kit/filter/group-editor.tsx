import { ActionIcon, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Filter, Related } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useMetadata } from '../data/metadata.ts';
import { ChangedEditor } from './changed-editor.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import classes from './filter-builder.module.css';
import { type FilterTarget, listTargets } from './filter-fields.ts';
import {
  type Group as FilterGroup,
  fromGroup,
  type GroupMode,
  isCondition,
  replaceAt,
  toGroup,
  toRoot,
} from './filter-tree.ts';
import { newCondition } from './new-condition.ts';
import { askableFields, newWas } from './past.ts';
import { QuietEditor } from './quiet-editor.tsx';
import { RelatedEditor } from './related-editor.tsx';
import { findRelation, listRelations, quietDays, quietFor, recentChange } from './relations.ts';
import { WasEditor } from './was-editor.tsx';

/** Groups within groups; the server takes trees of six levels, `none of` needs two for one. */
const deepest = 2;

interface GroupEditorProps {
  readonly noun: NounMetadata;
  readonly targets: readonly FilterTarget[];
  readonly group: FilterGroup;
  readonly depth: number;
  /** Whether records that hang on these and their history may be asked for too. */
  readonly offersMore?: boolean;
  /** Null takes the group away. */
  readonly onChange: (group: FilterGroup | null) => void;
}

/** Conditions and groups joined by all, any or none. */
export function GroupEditor({ noun, targets, group, depth, offersMore = false, onChange }: GroupEditorProps) {
  const { t } = useTranslation('kit');
  const [first] = targets;
  const change = (index: number, child: Filter | null) => onChange(replaceAt(group, [index], child));
  const append = (child: Filter) => onChange({ ...group, children: [...group.children, child] });
  return (
    <div
      className={classes.group}
      data-nested={depth > 0 || undefined}
      role="group"
      aria-label={t(`filter.mode.${group.mode}`)}
    >
      <Group justify="space-between" wrap="nowrap" mb="xs">
        {group.children.length > 0 && (
          <ModeSelect mode={group.mode} onChange={(mode) => onChange({ ...group, mode })} />
        )}
        {depth > 0 && (
          <ActionIcon aria-label={t('filter.removeGroup')} onClick={() => onChange(null)}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
      <Stack gap="xs">
        {group.children.map((child, index) => (
          <ChildEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own; they are edited in place.
            key={`${depth}.${index}`}
            noun={noun}
            targets={targets}
            filter={child}
            depth={depth}
            onChange={(next) => change(index, next)}
          />
        ))}
      </Stack>
      {first && (
        <Group gap="xs" mt="xs">
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => append(newCondition(first))}>
            {t('filter.addCondition')}
          </Button>
          {depth < deepest && (
            <Button variant="subtle" color="gray" onClick={() => append({ any: [newCondition(first)] })}>
              {t('filter.addGroup')}
            </Button>
          )}
          {offersMore && depth === 0 && <MoreToAsk noun={noun} onAdd={append} />}
        </Group>
      )}
    </div>
  );
}

interface ChildEditorProps extends Pick<GroupEditorProps, 'noun' | 'targets' | 'depth'> {
  readonly filter: Filter;
  readonly onChange: (filter: Filter | null) => void;
}

function ChildEditor({ noun, targets, filter, depth, onChange }: ChildEditorProps) {
  const { t } = useTranslation('kit');
  if (isCondition(filter)) {
    return <ConditionEditor noun={noun} targets={targets} condition={filter} onChange={onChange} />;
  }
  if ('related' in filter) return <RelatedChild noun={noun} related={filter.related} onChange={onChange} />;
  if ('changed' in filter)
    return (
      <ChangedEditor noun={noun} changed={filter.changed} onChange={(changed) => onChange(changed && { changed })} />
    );
  if ('was' in filter) return <WasEditor noun={noun} was={filter.was} onChange={(was) => onChange(was && { was })} />;
  const quiet = quietDays(filter);
  if (quiet !== null) return <QuietEditor noun={noun} days={quiet} onChange={onChange} />;
  const group = toGroup(filter);
  if (group) {
    return (
      <GroupEditor
        noun={noun}
        targets={targets}
        group={group}
        depth={depth + 1}
        onChange={(next) => onChange(next && fromGroup(next))}
      />
    );
  }
  return <Text size="sm">{t('filter.searchFor', { words: 'search' in filter ? filter.search : '' })}</Text>;
}

interface RelatedChildProps {
  readonly noun: NounMetadata;
  readonly related: Related;
  readonly onChange: (filter: Filter | null) => void;
}

function RelatedChild({ noun, related, onChange }: RelatedChildProps) {
  const { data: metadata } = useMetadata();
  const relation = metadata && findRelation(metadata, noun, related);
  const { where, ...rest } = related;
  return (
    <RelatedEditor noun={noun} related={related} onChange={(next) => onChange(next && { related: next })}>
      {metadata && relation && (
        <GroupEditor
          noun={relation.noun}
          targets={listTargets(metadata, relation.noun)}
          group={toRoot(where)}
          depth={0}
          onChange={(group) =>
            onChange({ related: group && group.children.length > 0 ? { ...rest, where: fromGroup(group) } : rest })
          }
        />
      )}
    </RelatedEditor>
  );
}

/** What can be asked for besides the fields: what hangs on the records, and what became of them. */
function MoreToAsk({ noun, onAdd }: { readonly noun: NounMetadata; readonly onAdd: (filter: Filter) => void }) {
  const { t } = useTranslation('kit');
  const { data: metadata } = useMetadata();
  const [first] = metadata ? listRelations(metadata, noun) : [];
  const quiet = metadata ? quietFor(metadata, noun, 60) : null;
  return (
    <>
      {first && (
        <Button variant="subtle" color="gray" onClick={() => onAdd({ related: first.related })}>
          {t('filter.addRelated')}
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={() => onAdd(recentChange)}>
        {t('filter.addChanged')}
      </Button>
      {askableFields(noun).length > 0 && (
        <Button variant="subtle" color="gray" onClick={() => onAdd({ was: newWas(noun) })}>
          {t('filter.addWas')}
        </Button>
      )}
      {quiet && (
        <Button variant="subtle" color="gray" onClick={() => onAdd(quiet)}>
          {t('filter.addQuiet')}
        </Button>
      )}
    </>
  );
}

function ModeSelect({ mode, onChange }: { readonly mode: GroupMode; readonly onChange: (mode: GroupMode) => void }) {
  const { t } = useTranslation('kit');
  return (
    <NativeSelect
      aria-label={t('filter.joinedBy')}
      value={mode}
      onChange={(event) => onChange(event.currentTarget.value as GroupMode)}
      data={(['all', 'any', 'not'] as const).map((value) => ({ value, label: t(`filter.mode.${value}`) }))}
    />
  );
}
