import { ActionIcon, Badge, Button, Tooltip } from '@mantine/core';
import { IconAdjustments, IconPencil, IconTransform } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isConvertible } from '../../../shared/nouns/convert-value.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { type CustomField, type FieldIndexes, useSaveField } from './custom-fields.queries.ts';
import classes from './fields.module.css';

interface FieldLineProps {
  readonly field: CustomField;
  readonly indexes: FieldIndexes | undefined;
  /** What else is to be said of it. */
  readonly facts: ReactNode;
  readonly onEdit: () => void;
  /** Null where the person may not. */
  readonly onChangeKind: (() => void) | null;
  /** What it is worked out of is not the person's to change. */
  readonly isFixed: boolean;
  /** Opens what the workspace wants of it. */
  readonly onSet: () => void;
}

/** Says where lists by the field are not quick, and why. */
function IndexBadge({ indexes: { state, progress, failure } }: { readonly indexes: FieldIndexes }) {
  const { t } = useTranslation('customisation');
  if (state === 'ready') return null;
  const percent = progress === null ? '' : ` ${Math.round(progress * 100)} %`;
  return (
    <Tooltip multiline maw={320} label={failure ?? t(`indexes.${state}Text`)}>
      <Badge variant="light" color={state === 'failed' ? 'red' : 'gray'}>
        {t(`indexes.${state}`)}
        {percent}
      </Badge>
    </Tooltip>
  );
}

/** An added field: what it is called, of what kind it is, what it demands. */
export function FieldLine({ field, indexes, facts, onEdit, onChangeKind, onSet, isFixed }: FieldLineProps) {
  const { t, i18n } = useTranslation('customisation');
  const save = useSaveField();
  const name = localText(field.label, i18n.language) ?? field.name;
  const retire = (retired: boolean) =>
    save.mutate({ of: field, input: { retired } }, { onError: (error) => notifyProblem(error, t) });
  return (
    <li className={classes.field} data-retired={field.retired || undefined}>
      <span className={classes.name}>{name}</span>
      <span className={classes.facts}>
        {t(`kinds.${field.kind}`)}
        {field.required && <Badge variant="light">{t('fields.required')}</Badge>}
        {field.unique && <Badge variant="light">{t('fields.unique')}</Badge>}
        {field.retired && (
          <Badge variant="light" color="gray">
            {t('fields.retired')}
          </Badge>
        )}
        {indexes && !field.retired && <IndexBadge indexes={indexes} />}
        {facts}
        <code>{field.name}</code>
      </span>
      <span className={classes.acts}>
        {!isFixed && (
          <Button variant="subtle" size="compact-sm" loading={save.isPending} onClick={() => retire(!field.retired)}>
            {t(field.retired ? 'fields.bringBack' : 'fields.retire')}
          </Button>
        )}
        {onChangeKind && isConvertible(field.kind) && !field.retired && (
          <ActionIcon aria-label={t('kindChange.title', { name })} onClick={onChangeKind}>
            <IconTransform size={16} />
          </ActionIcon>
        )}
        <ActionIcon aria-label={t('setting.editNamed', { name })} onClick={onSet}>
          <IconAdjustments size={16} />
        </ActionIcon>
        {!isFixed && (
          <ActionIcon aria-label={t('fields.editNamed', { name })} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
        )}
      </span>
    </li>
  );
}
