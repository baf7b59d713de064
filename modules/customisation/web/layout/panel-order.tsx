import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Layout } from '../../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { useRelated } from '../../../../web/kit/record/related-records.tsx';
import classes from './layout.module.css';
import { stepped } from './layout-draft.ts';

interface PanelOrderProps {
  readonly noun: NounMetadata;
  readonly draft: Layout;
  readonly onChange: (layout: Layout) => void;
}

/** The order of the panels of related records on a card. */
export function PanelOrder({ noun, draft, onChange }: PanelOrderProps) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const related = useRelated(noun, draft.panels ?? []);
  const keys = related.map((one) => `${one.noun.name}.${one.field.name}`);
  if (related.length < 2) return null;
  const step = (at: number, by: 1 | -1) => onChange({ ...draft, panels: stepped(keys, at, by) });
  return (
    <section className={classes.section} aria-label={t('layout.panels')}>
      <header className={classes.heading}>
        <h2>{t('layout.panels')}</h2>
      </header>
      <ul className={classes.fields}>
        {related.map(({ noun: other, field }, index) => {
          const name = `${labels.nouns(other.name)}: ${labels.field(other.name, field)}`;
          return (
            <li key={keys[index]} className={classes.field}>
              <span className={classes.grip}>{name}</span>
              <ActionIcon
                aria-label={t('layout.raisePanel', { name })}
                disabled={index === 0}
                onClick={() => step(index, -1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                aria-label={t('layout.lowerPanel', { name })}
                disabled={index === related.length - 1}
                onClick={() => step(index, 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
