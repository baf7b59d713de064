import { DndContext, type DragEndEvent } from '@dnd-kit/core';
import { Button, Group, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Layout } from '../../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../../web/shell/notify.ts';
import { NamesLanguage } from '../names-language.tsx';
import { useDragging } from './draggable-line.tsx';
import classes from './layout.module.css';
import { addSection, hiddenPlace, moveField, withGivenNames } from './layout-draft.ts';
import { LayoutPreview } from './layout-preview.tsx';
import { LayoutSectionCard } from './layout-section.tsx';
import { type Scope, type StoredLayout, usePutLayout } from './layouts.queries.ts';
import { PanelOrder } from './panel-order.tsx';
import { completeLayout, layableFields, standardLayout } from './standard-layout.ts';

interface LayoutEditorProps {
  readonly noun: NounMetadata;
  readonly scope: Scope;
  /** Null while it is the standard. */
  readonly stored: StoredLayout | null;
}

/** Sections and their fields, moved by mouse, finger or the menu of each, and how that looks. */
export function LayoutEditor({ noun, scope, stored }: LayoutEditorProps) {
  const { t, i18n } = useTranslation(['customisation', 'kit']);
  const { surface } = scope;
  const labels = useLabels();
  const [draft, setDraft] = useState<Layout>(() =>
    stored
      ? completeLayout(stored.layout, noun, surface)
      : standardLayout(noun, surface, (key) => t(`kit:group.${key}`), i18n.language),
  );
  const [said, setSaid] = useState('');
  const put = usePutLayout(({ layout }) => notifyDone(t(layout ? 'layout.saved' : 'layout.isStandard')));
  const change = (next: Layout) => {
    put.reset();
    setDraft(next);
  };
  const save = (layout: Layout | null) => put.mutate({ ...scope, version: stored?.version ?? 0, layout });
  const fields = new Map(layableFields(noun, surface).map((field) => [field.name, field]));
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over) return;
    const { place, index } = over.data.current as { place: string; index?: number };
    const name = String(active.id);
    change(moveField(draft, name, place, index));
    const field = fields.get(name);
    if (field) setSaid(t('layout.moved', { name: labels.field(noun.name, field) }));
  };
  const part = { noun, surface, draft, fields, onChange: change };
  return (
    <DndContext sensors={useDragging()} onDragEnd={drop}>
      <FormProblem error={put.error} />
      <div className={classes.columns}>
        <div className={classes.sections}>
          <NamesLanguage>
            {draft.sections.map((section) => (
              <LayoutSectionCard key={section.id} {...part} place={section.id} section={section} />
            ))}
          </NamesLanguage>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => change(addSection(draft, t('layout.newSection'), i18n.language))}
          >
            {t('layout.addSection')}
          </Button>
          <LayoutSectionCard {...part} place={hiddenPlace} section={null} />
          {surface === 'card' && <PanelOrder noun={noun} draft={draft} onChange={change} />}
          <Group gap="xs" className={classes.acts}>
            {stored && (
              <Button variant="subtle" color="gray" onClick={() => save(null)} loading={put.isPending}>
                {t('layout.reset')}
              </Button>
            )}
            <Button ml="auto" onClick={() => save(withGivenNames(draft))} loading={put.isPending}>
              {t('fields.save')}
            </Button>
          </Group>
        </div>
        <LayoutPreview noun={noun} scope={scope} draft={draft} />
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </DndContext>
  );
}
