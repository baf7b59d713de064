import { ActionIcon, Button, Checkbox, ColorSwatch, Menu, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCircleDashed, IconPlus, IconX } from '@tabler/icons-react';
import type { LocalText } from '../../../shared/nouns/field.ts';
import { viewColors } from '../../../shared/views/view.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import classes from './fields.module.css';
import { stepped } from './layout/layout-draft.ts';
import { useNamesLanguage } from './names-language.tsx';

/** An option of a choice while it is being changed. */
export interface OptionDraft {
  /** Keeps the line's place while it is typed into. */
  readonly key: string;
  /** Null while the option is new. */
  readonly value: string | null;
  readonly label: LocalText;
  /** What it is called in the language of the page unless the workspace says otherwise; empty for one the workspace added. */
  readonly declared: string;
  readonly color?: string | undefined;
  readonly retired: boolean;
}

export function newOption(): OptionDraft {
  return { key: crypto.randomUUID(), value: null, label: {}, declared: '', retired: false };
}

interface OptionEditorProps {
  readonly options: readonly OptionDraft[];
  /** Whether options may be added and given up; else only called otherwise, coloured and put in order. */
  readonly extensible: boolean;
  /** Whether one that is there may be taken away altogether, where no record holds it. */
  readonly removable: boolean;
  readonly onChange: (options: readonly OptionDraft[]) => void;
}

/** The options of a choice, a line each: names by language, colour, order, and which of them are still offered. */
export function OptionEditor({ options, extensible, removable, onChange }: OptionEditorProps) {
  const { t, i18n } = useTranslation('customisation');
  const language = useNamesLanguage();
  const set = (key: string, part: Partial<OptionDraft>) =>
    onChange(options.map((option) => (option.key === key ? { ...option, ...part } : option)));
  return (
    <Stack gap={6}>
      {options.map((option, index) => (
        <div key={option.key} className={classes.option}>
          <ColorMenu
            name={t('option.color', { number: index + 1 })}
            color={option.color}
            // A colour that a module declares can be another one; without any it would be the declared one again.
            mayLack={removable || option.value === null}
            onChange={(color) => set(option.key, { color })}
          />
          <TextInput
            aria-label={t('fields.optionNumber', { number: index + 1 })}
            lang={language}
            maxLength={100}
            value={option.label[language] ?? (language === i18n.language ? option.declared : '')}
            placeholder={localText(option.label, i18n.language) ?? option.declared}
            onChange={(event) => set(option.key, { label: { ...option.label, [language]: event.currentTarget.value } })}
          />
          {extensible && option.value !== null && (
            <Checkbox
              label={t('setting.offered')}
              checked={!option.retired}
              onChange={(event) => set(option.key, { retired: !event.currentTarget.checked })}
            />
          )}
          <span className={classes.optionActs}>
            <ActionIcon
              aria-label={t('setting.raiseOption', { number: index + 1 })}
              disabled={index === 0}
              onClick={() => onChange(stepped(options, index, -1))}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              aria-label={t('option.lower', { number: index + 1 })}
              disabled={index === options.length - 1}
              onClick={() => onChange(stepped(options, index, 1))}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            {(removable || option.value === null) && (
              <ActionIcon
                aria-label={t('fields.removeOption', { number: index + 1 })}
                onClick={() => onChange(options.filter(({ key }) => key !== option.key))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </span>
        </div>
      ))}
      {extensible && (
        <Button
          variant="subtle"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange([...options, newOption()])}
        >
          {t('fields.addOption')}
        </Button>
      )}
    </Stack>
  );
}

interface ColorMenuProps {
  readonly name: string;
  readonly color: string | undefined;
  readonly mayLack: boolean;
  readonly onChange: (color: string | undefined) => void;
}

/** The colour of an option in lists, on boards and in charts. */
function ColorMenu({ name, color, mayLack, onChange }: ColorMenuProps) {
  const { t } = useTranslation(['customisation', 'views']);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon aria-label={name}>{color ? <Dot color={color} /> : <IconCircleDashed size={16} />}</ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayLack && (
          <Menu.Item leftSection={<IconCircleDashed size={16} />} onClick={() => onChange(undefined)}>
            {t('option.noColor')}
          </Menu.Item>
        )}
        {viewColors.map((one) => (
          <Menu.Item key={one} leftSection={<Dot color={one} />} onClick={() => onChange(one)}>
            {t(`views:colors.names.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Dot({ color }: { readonly color: string }) {
  return <ColorSwatch color={`var(--mantine-color-${color}-6)`} size={16} withShadow={false} aria-hidden />;
}
