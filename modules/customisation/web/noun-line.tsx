import { ActionIcon, Badge, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { nounIcon } from '../../../web/ui/noun-icon.tsx';
import { type CustomNoun, useSaveNoun } from './custom-nouns.queries.ts';
import classes from './fields.module.css';

interface NounLineProps {
  readonly noun: CustomNoun;
  readonly onEdit: () => void;
  readonly onFields: () => void;
}

/** An added kind of record: what it is called, and what can be done with it. */
export function NounLine({ noun, onEdit, onFields }: NounLineProps) {
  const { t, i18n } = useTranslation('customisation');
  const save = useSaveNoun();
  const name = localText(noun.many, i18n.language) ?? noun.name;
  const NamedIcon = nounIcon(noun.icon);
  const retire = (retired: boolean) =>
    save.mutate({ of: noun, input: { retired } }, { onError: (error) => notifyProblem(error, t) });
  return (
    <li className={classes.field} data-retired={noun.retired || undefined}>
      <span className={classes.noun}>
        <NamedIcon size={18} stroke={1.6} />
        {noun.retired ? <span className={classes.name}>{name}</span> : <Link to={`/${noun.plural}`}>{name}</Link>}
      </span>
      <span className={classes.facts}>
        {t(`nounPage.${noun.rights}`)}
        {noun.retired && (
          <Badge variant="light" color="gray">
            {t('fields.retired')}
          </Badge>
        )}
        <code>{noun.plural}</code>
      </span>
      <span className={classes.acts}>
        {!noun.retired && (
          <Button variant="subtle" size="compact-sm" onClick={onFields}>
            {t('navigation.fields')}
          </Button>
        )}
        <Button variant="subtle" size="compact-sm" loading={save.isPending} onClick={() => retire(!noun.retired)}>
          {t(noun.retired ? 'fields.bringBack' : 'fields.retire')}
        </Button>
        <ActionIcon aria-label={t('fields.editNamed', { name })} onClick={onEdit}>
          <IconPencil size={16} />
        </ActionIcon>
      </span>
    </li>
  );
}
