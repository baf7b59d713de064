import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useCreation } from '../../../../web/kit/form/creation.ts';
import { SpareButton } from '../../../../web/kit/record/spare-buttons.tsx';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import classes from './holding.module.css';
import { type Figures, useHoldingFigures } from './holding.queries.ts';
import { treeLines } from './holding-tree.ts';
import { useHolding } from './use-holding.ts';

interface HoldingPanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** The company's place among its parent and branches, and what is sold to the whole of them. */
export default function HoldingPanel({ noun, record }: HoldingPanelProps) {
  const { t } = useTranslation('companies');
  const { data } = useHolding(record.id);
  const lines = treeLines(data?.companies ?? []);
  const figures = useHoldingFigures(lines.map(({ id }) => id));
  if (lines.length < 2) return data ? <AddBranch noun={noun} record={record} spare /> : null;
  return (
    <SectionCard title={t('holding.title')}>
      <ul className={classes.tree}>
        {lines.map(({ id, name, level }) => (
          <li key={id} className={classes.branch} style={{ paddingInlineStart: `${Math.min(level, 5)}rem` }}>
            <span className={classes.name} aria-current={id === record.id || undefined}>
              <RecordLink noun="company" id={id}>
                {name}
              </RecordLink>
            </span>
            <Line figures={figures.of([id])} />
          </li>
        ))}
      </ul>
      <div className={classes.total}>
        <span>{t('holding.total')}</span>
        <Line figures={figures.of(lines.map(({ id }) => id))} />
      </div>
      <Hint figures={figures.of(lines.map(({ id }) => id).filter((id) => id !== record.id))} />
      {data?.more && (
        <Text size="xs" c="dimmed">
          {t('holding.more')}
        </Text>
      )}
      <AddBranch noun={noun} record={record} />
    </SectionCard>
  );
}

function Line({ figures }: { readonly figures: Figures }) {
  const { t } = useTranslation('companies');
  const format = useFormat();
  const won = figures.won.map((sum) => format.money(sum)).join(' · ');
  return (
    <span className={classes.figures}>
      {[
        figures.open > 0 ? t('holding.open', { count: figures.open }) : '',
        won ? t('holding.won', { sum: won }) : '',
        figures.people > 0 ? t('holding.people', { count: figures.people }) : '',
      ]
        .filter(Boolean)
        .join(', ')}
    </span>
  );
}

/** Others sell there too: who sells here can ask them, and offer the same. */
function Hint({ figures }: { readonly figures: Figures }) {
  const { t } = useTranslation('companies');
  if (figures.open === 0 && figures.won.length === 0) return null;
  return (
    <Text size="sm" className={classes.hint}>
      {t('holding.hint')}
    </Text>
  );
}

/** `spare`: there is no panel around it. */
function AddBranch({ noun, record, spare = false }: HoldingPanelProps & { readonly spare?: boolean }) {
  const { t } = useTranslation('companies');
  const openCreation = useCreation();
  if (!noun.may.create || record.deletedAt) return null;
  const add = () => openCreation({ noun, initial: { parent: { id: record.id, label: String(record.name) } } });
  if (spare)
    return (
      <SpareButton icon={<IconPlus size={14} />} onClick={add}>
        {t('holding.add')}
      </SpareButton>
    );
  return (
    <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
      {t('holding.add')}
    </Button>
  );
}
