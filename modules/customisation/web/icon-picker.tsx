import { ActionIcon, Input } from '@mantine/core';
import { type NounIcon, nounIcons } from '../../../shared/nouns/custom-noun.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { nounIcon } from '../../../web/ui/noun-icon.tsx';
import classes from './fields.module.css';

interface IconPickerProps {
  readonly icon: NounIcon;
  readonly onChange: (icon: NounIcon) => void;
}

/** The icons a kind of record can have, all in sight. */
export function IconPicker({ icon, onChange }: IconPickerProps) {
  const { t } = useTranslation('customisation');
  return (
    <Input.Wrapper label={t('nounPage.icon')} labelElement="div">
      <fieldset className={classes.icons} aria-label={t('nounPage.icon')}>
        {nounIcons.map((name) => {
          const Named = nounIcon(name);
          return (
            <ActionIcon
              key={name}
              variant={name === icon ? 'filled' : 'subtle'}
              aria-label={t(`nounPage.icons.${name}`)}
              aria-pressed={name === icon}
              onClick={() => onChange(name)}
            >
              <Named size={18} stroke={1.6} />
            </ActionIcon>
          );
        })}
      </fieldset>
    </Input.Wrapper>
  );
}
