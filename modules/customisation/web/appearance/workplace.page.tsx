import { Button, Menu, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { type Density, densities } from '../../../../shared/appearance/appearance.ts';
import { arrangeNavigation, type NavigationGroup } from '../../../../shared/appearance/navigation.ts';
import { localText } from '../../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { useNavigation } from '../../../../web/shell/frame/use-navigation.ts';
import { useOwnAppearance } from '../../../../web/shell/own-appearance.ts';
import { Page } from '../../../../web/ui/page.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { PageList } from './page-list.tsx';

/** What a person arranges for themselves: the page that opens first, how close things stand, the navigation. */
export function WorkplacePage() {
  const { t } = useTranslation('customisation');
  const { own, change } = useOwnAppearance();
  return (
    <Page title={t('navigation.workplace')} layout="text">
      <Stack gap="lg">
        <StartInput />
        <div>
          <Text size="sm" fw={500} mb={4} id="density">
            {t('workplace.density')}
          </Text>
          <SegmentedControl
            aria-labelledby="density"
            value={own.density ?? 'comfortable'}
            onChange={(density) => change({ density: density === 'comfortable' ? null : (density as Density) })}
            data={densities.map((value) => ({ value, label: t(`workplace.densities.${value}`) }))}
          />
        </div>
        <OwnNavigationSection />
      </Stack>
    </Page>
  );
}

const usual = '';

function StartInput() {
  const { t } = useTranslation('customisation');
  const { own, change } = useOwnAppearance();
  const { all } = useNavigation();
  const pages = all.map(({ to, labelKey }) => ({ value: to, label: t(labelKey) }));
  const isOther = own.start !== undefined && !all.some(({ to }) => to === own.start);
  const other = own.start && isOther ? [{ value: own.start, label: startText(own.start) }] : [];
  function startText(address: string): string {
    const shown = decodeURIComponent(address.split('?')[0] ?? '');
    return t('workplace.startOwn', { address: shown });
  }
  return (
    <Select
      label={t('workplace.start')}
      description={t('workplace.startHint')}
      allowDeselect={false}
      searchable
      data={[{ value: usual, label: t('workplace.startUsual') }, ...other, ...pages]}
      value={own.start ?? usual}
      onChange={(start) => change({ start: start === usual ? null : start })}
    />
  );
}

/** The navigation as the person has it, with what they hid, within the groups of the workspace. */
function OwnNavigationSection() {
  const { t, i18n } = useTranslation('customisation');
  const { own, change } = useOwnAppearance();
  const { all } = useNavigation();
  const plan = useMetadata().data?.appearance?.navigation;
  const { order = [], hidden = [] } = own.navigation ?? {};
  const groups = arrangeNavigation(all, plan, { order, hidden: [] }).map(
    ({ entries, ...group }): NavigationGroup => ({ ...group, pages: entries.map(({ to }) => to) }),
  );
  const arrange = (next: readonly NavigationGroup[]) =>
    change({ navigation: { order: next.flatMap(({ pages }) => pages), hidden } });
  const toggle = (page: string) => {
    const without = hidden.filter((one) => one !== page);
    change({ navigation: { order, hidden: without.length < hidden.length ? without : [...hidden, page] } });
  };
  return (
    <SectionCard title={t('appearance.navigation')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('workplace.navigationHint')}
      </Text>
      <PageList
        groups={groups}
        entries={new Map(all.map((entry) => [entry.to, entry]))}
        mayLeave={false}
        onChange={arrange}
        headingOf={(group) => group.name && <h2>{localText(group.name, i18n.language)}</h2>}
        noteOf={(page) => (hidden.includes(page) ? t('workplace.hidden') : null)}
        actsOf={(page) => (
          <Menu.Item onClick={() => toggle(page)}>
            {t(hidden.includes(page) ? 'workplace.show' : 'workplace.hide')}
          </Menu.Item>
        )}
      />
      {own.navigation && (
        <Button variant="subtle" color="gray" mt="sm" onClick={() => change({ navigation: null })}>
          {t('workplace.reset')}
        </Button>
      )}
    </SectionCard>
  );
}
