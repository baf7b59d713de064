import { Menu } from '@mantine/core';
import { mustBeAsked } from '../../../../shared/nouns/layout.ts';
import { localText } from '../../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { NamedField } from '../../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { DraggableLine } from './draggable-line.tsx';
import { hiddenPlace, moveField, stepField } from './layout-draft.ts';
import type { LayoutPartProps } from './layout-section.tsx';

interface LayoutFieldProps extends LayoutPartProps {
  readonly field: NamedField;
  readonly place: string;
  readonly index: number;
}

/** A field that is dragged to its place, or sent there by its menu. What is dropped on it stands before it. */
export function LayoutField({ noun, surface, draft, field, place, index, onChange }: LayoutFieldProps) {
  const { t, i18n } = useTranslation('customisation');
  const labels = useLabels();
  const { name } = field;
  const label = labels.field(noun.name, field);
  const isFixed = name === noun.title || (surface === 'form' && mustBeAsked(field));
  return (
    <DraggableLine
      id={name}
      place={{ place, index }}
      name={label}
      acts={
        <>
          {place !== hiddenPlace && (
            <>
              <Menu.Item onClick={() => onChange(stepField(draft, name, -1))}>{t('layout.up')}</Menu.Item>
              <Menu.Item onClick={() => onChange(stepField(draft, name, 1))}>{t('layout.down')}</Menu.Item>
            </>
          )}
          {draft.sections
            .filter(({ id }) => id !== place)
            .map((section) => (
              <Menu.Item key={section.id} onClick={() => onChange(moveField(draft, name, section.id))}>
                {t('layout.moveTo', { name: localText(section.name, i18n.language) })}
              </Menu.Item>
            ))}
          {place !== hiddenPlace && (
            <Menu.Item disabled={isFixed} onClick={() => onChange(moveField(draft, name, hiddenPlace))}>
              {t(isFixed ? 'layout.isNeeded' : 'layout.hide')}
            </Menu.Item>
          )}
        </>
      }
    >
      {label}
    </DraggableLine>
  );
}
