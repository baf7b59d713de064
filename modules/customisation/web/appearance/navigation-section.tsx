import { ActionIcon, Button, Menu, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { NavigationGroup, NavigationPlan } from '../../../../shared/appearance/navigation.ts';
import { roles } from '../../../../shared/nouns/metadata.ts';
import { localText } from '../../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { useNavigation } from '../../../../web/shell/frame/use-navigation.ts';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { type Parts, usePutAppearance } from './appearance.queries.ts';
import { completeGroups, removeGroup, withRole } from './navigation-draft.ts';
import { PageList } from './page-list.tsx';
import { SaveButtons } from './save-buttons.tsx';

/** The navigation of the workspace: groups, order, and what which role is not shown. */
export function NavigationSection({ said }: { readonly said: Parts['navigation'] }) {
  const { t, i18n } = useTranslation(['customisation', 'shell']);
  const { all } = useNavigation();
  const entries = new Map(all.map((entry) => [entry.to, entry]));
  const [plan, setPlan] = useState<NavigationPlan>(() => ({
    groups: completeGroups(said.definition.groups ?? [], [...entries.keys()]),
    hiddenFor: said.definition.hiddenFor ?? {},
  }));
  const put = usePutAppearance('navigation');
  const change = (part: Partial<NavigationPlan>) => {
    put.reset();
    setPlan((known) => ({ ...known, ...part }));
  };
  const { groups, hiddenFor } = plan;
  const add = () => {
    const group = { id: crypto.randomUUID(), name: { [i18n.language]: t('appearance.newGroup') }, pages: [] };
    change({ groups: [...groups, group] });
  };
  const noteOf = (page: string) => {
    const hidden = (hiddenFor[page] ?? []).map((role) => t(`shell:role.${role}`));
    return hidden.length > 0 ? t('appearance.hiddenFrom', { roles: hidden.join(', ') }) : null;
  };
  return (
    <SectionCard title={t('appearance.navigation')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('appearance.navigationHint')}
      </Text>
      <FormProblem error={put.error} />
      <PageList
        groups={groups}
        entries={entries}
        mayLeave
        onChange={(next) => change({ groups: next })}
        noteOf={noteOf}
        headingOf={(group) => (
          <GroupHeading group={group} groups={groups} onChange={(next) => change({ groups: next })} />
        )}
        actsOf={(page) => (
          <>
            <Menu.Divider />
            {roles.map((role) => (
              <Menu.CheckboxItem
                key={role}
                closeMenuOnClick={false}
                checked={!hiddenFor[page]?.includes(role)}
                onChange={() => change({ hiddenFor: withRole(hiddenFor, page, role) })}
              >
                {t('appearance.shownTo', { role: t(`shell:role.${role}`) })}
              </Menu.CheckboxItem>
            ))}
          </>
        )}
      />
      <SaveButtons
        isSaid={Object.keys(said.definition).length > 0}
        isSaving={put.isPending}
        onShipped={() => put.mutate({ version: said.version, definition: {} })}
        onSave={() => put.mutate({ version: said.version, definition: { groups: groups.map(named), hiddenFor } })}
      >
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
          {t('appearance.addGroup')}
        </Button>
      </SaveButtons>
    </SectionCard>
  );
}

/** A group whose name was emptied stands without a heading. */
function named({ name, ...group }: NavigationGroup): NavigationGroup {
  const texts = Object.entries(name ?? {}).filter(([, text]) => text?.trim());
  return texts.length > 0 ? { ...group, name: Object.fromEntries(texts) } : group;
}

interface GroupHeadingProps {
  readonly group: NavigationGroup;
  readonly groups: readonly NavigationGroup[];
  readonly onChange: (groups: readonly NavigationGroup[]) => void;
}

function GroupHeading({ group, groups, onChange }: GroupHeadingProps) {
  const { t, i18n } = useTranslation('customisation');
  const shown = localText(group.name, i18n.language) ?? '';
  const rename = (text: string) =>
    onChange(
      groups.map((one) => (one.id === group.id ? { ...one, name: { ...one.name, [i18n.language]: text } } : one)),
    );
  return (
    <>
      <TextInput
        aria-label={t('appearance.groupName')}
        placeholder={t('appearance.noHeading')}
        maxLength={60}
        value={shown}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      {groups.length > 1 && (
        <ActionIcon aria-label={t('appearance.removeGroup')} onClick={() => onChange(removeGroup(groups, group.id))}>
          <IconX size={16} />
        </ActionIcon>
      )}
    </>
  );
}
