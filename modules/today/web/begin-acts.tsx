import { Button, Menu } from '@mantine/core';
import { IconCheckbox, IconEar, IconUserPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useCreation } from '../../../web/kit/form/creation.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { recordPath } from '../../../web/kit/record-link.tsx';
import type { Icon } from '../../../web/module.ts';
import { AtDesk, ThumbButton } from '../../../web/ui/thumb-button.tsx';

interface Act {
  readonly key: 'client' | 'asked' | 'task';
  readonly label: string;
  readonly icon: Icon;
  readonly onAct: () => void;
}

/** What a day brings in: a client, somebody who asks, something to be done; in the page's head at a desk, under the thumb on a phone. */
export function BeginActs({ metadata }: { readonly metadata: Metadata }) {
  const { t } = useTranslation('today');
  const acts = useActs(metadata);
  if (acts.length === 0) return null;
  return (
    <>
      <AtDesk>
        {acts.map(({ key, label, icon: Shown, onAct }) => (
          <Button
            key={key}
            variant={key === 'client' ? 'filled' : 'default'}
            leftSection={<Shown size={16} />}
            onClick={onAct}
          >
            {label}
          </Button>
        ))}
      </AtDesk>
      <ThumbButton label={t('begin.add')}>
        {acts.map(({ key, label, icon: Shown, onAct }) => (
          <Menu.Item key={key} leftSection={<Shown size={18} />} onClick={onAct}>
            {label}
          </Menu.Item>
        ))}
      </ThumbButton>
    </>
  );
}

/** Those that the person may do. */
function useActs({ nouns }: Metadata): readonly Act[] {
  const { t } = useTranslation('today');
  const labels = useLabels();
  const navigate = useNavigate();
  const create = useCreation();
  const may = (name: string) => nouns.find((noun) => noun.name === name && noun.may.create);
  const client = may('person') ?? may('company');
  const task = may('task');
  const acts: readonly (Act | false | undefined)[] = [
    client && {
      key: 'client',
      label: t('begin.client'),
      icon: IconUserPlus,
      onAct: () =>
        create({ noun: client, onCreated: ({ id }) => void navigate({ to: recordPath(client.plural, id) }) }),
    },
    may('lead') && {
      key: 'asked',
      label: t('leads:title.asked'),
      icon: IconEar,
      onAct: () => void navigate({ to: '/asked' }),
    },
    task && { key: 'task', label: labels.create('task'), icon: IconCheckbox, onAct: () => create({ noun: task }) },
  ];
  return acts.filter((act) => act !== false && act !== undefined);
}
