import { Menu } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconColumnRemove, IconPin, IconPinnedOff } from '@tabler/icons-react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { viewLimits } from '../../../shared/views/view.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { moved } from '../views/moved.ts';
import type { Columns } from './use-columns.ts';

interface ColumnMenuProps {
  readonly noun: NounMetadata;
  readonly columns: Columns;
  readonly column: number;
  /** What it opens beneath, and what has the focus again afterwards. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

/** What can be done with a column besides ordering by it. */
export default function ColumnMenu({ noun, columns, column, anchor, onClose }: ColumnMenuProps) {
  const { t } = useTranslation('kit');
  const { names, frozen, freeze, choose } = columns;
  const { left, bottom } = anchor.getBoundingClientRect();
  const name = names[column];
  const isFrozen = column < frozen;
  const close = () => {
    onClose();
    (anchor.querySelector('button') ?? anchor).focus();
  };
  return (
    <Menu opened onClose={close} position="bottom-start">
      <Menu.Target>
        <span style={{ position: 'fixed', left, top: bottom }} />
      </Menu.Target>
      <Menu.Dropdown>
        {column + 1 !== frozen && column < viewLimits.frozen && (
          <Menu.Item leftSection={<IconPin size={16} />} onClick={() => freeze(column + 1)}>
            {t('columns.freeze')}
          </Menu.Item>
        )}
        {isFrozen && (
          <Menu.Item leftSection={<IconPinnedOff size={16} />} onClick={() => freeze(0)}>
            {t('columns.unfreeze')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconArrowLeft size={16} />}
          disabled={column === 0}
          onClick={() => choose(moved(names, column, -1))}
        >
          {t('views:moveEarlier')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={16} />}
          disabled={column === names.length - 1}
          onClick={() => choose(moved(names, column, 1))}
        >
          {t('views:moveLater')}
        </Menu.Item>
        {name !== noun.title && (
          <Menu.Item
            leftSection={<IconColumnRemove size={16} />}
            onClick={() => choose(names.filter((other) => other !== name))}
          >
            {t('columns.hide')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
