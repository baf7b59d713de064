import { useDroppable } from '@dnd-kit/core';
import { ActionIcon, Menu } from '@mantine/core';
import { IconColumns2, IconDotsVertical } from '@tabler/icons-react';
import type { Layout, LayoutSection, Surface } from '../../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { localText } from '../../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { NamedField } from '../../../../web/kit/data/named-field.ts';
import { LocalTextInput } from '../names-language.tsx';
import classes from './layout.module.css';
import { changeSection, removeSection, stepSection } from './layout-draft.ts';
import { LayoutField } from './layout-field.tsx';

export interface LayoutPartProps {
  readonly noun: NounMetadata;
  readonly surface: Surface;
  readonly draft: Layout;
  readonly fields: ReadonlyMap<string, NamedField>;
  readonly onChange: (layout: Layout) => void;
}

interface LayoutSectionCardProps extends LayoutPartProps {
  readonly place: string;
  /** Null for what is not shown. */
  readonly section: LayoutSection | null;
}

/** A section with its fields; fields dropped on it go to its end. */
export function LayoutSectionCard({ place, section, ...part }: LayoutSectionCardProps) {
  const { t, i18n } = useTranslation('customisation');
  const { draft, fields, onChange } = part;
  const { setNodeRef, isOver } = useDroppable({ id: `place:${place}`, data: { place } });
  const names = section ? section.fields : draft.hidden;
  const title = section ? (localText(section.name, i18n.language) ?? '') : t('layout.hidden');
  return (
    <section ref={setNodeRef} className={classes.section} data-over={isOver || undefined} aria-label={title}>
      <header className={classes.heading}>
        {section ? (
          <LocalTextInput
            aria-label={t('layout.sectionName')}
            maxLength={80}
            text={section.name}
            onChange={(name) => onChange(changeSection(draft, section.id, { name }))}
          />
        ) : (
          <h2>{title}</h2>
        )}
        {section && <SectionMenu section={section} title={title} draft={draft} onChange={onChange} />}
      </header>
      <ul className={classes.fields} data-columns={section?.columns ?? 1}>
        {names.map((name, index) => {
          const field = fields.get(name);
          return field && <LayoutField key={name} {...part} field={field} place={place} index={index} />;
        })}
      </ul>
      {names.length === 0 && <p className={classes.none}>{t('layout.empty')}</p>}
    </section>
  );
}

interface SectionMenuProps extends Pick<LayoutPartProps, 'draft' | 'onChange'> {
  readonly section: LayoutSection;
  readonly title: string;
}

function SectionMenu({ section, title, draft, onChange }: SectionMenuProps) {
  const { t } = useTranslation('customisation');
  const { id, columns } = section;
  return (
    <>
      <ActionIcon
        aria-label={t('layout.twoColumns', { name: title })}
        aria-pressed={columns === 2}
        onClick={() => onChange(changeSection(draft, id, { columns: columns === 2 ? 1 : 2 }))}
      >
        <IconColumns2 size={16} opacity={columns === 2 ? 1 : 0.5} />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('layout.sectionMenu', { name: title })}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onChange(stepSection(draft, id, -1))}>{t('layout.up')}</Menu.Item>
          <Menu.Item onClick={() => onChange(stepSection(draft, id, 1))}>{t('layout.down')}</Menu.Item>
          <Menu.Item disabled={draft.sections.length < 2} onClick={() => onChange(removeSection(draft, id))}>
            {t('layout.removeSection')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
