import { UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Suspense, useContext, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { InPieces } from '../../ui/in-pieces.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { part } from '../../ui/part.tsx';
import { type KeyLine, useKeyGroup } from '../keys/key-sheet.ts';
import { KeySheetOpener } from '../keys/key-sheet-opener.tsx';
import { ModulesContext } from '../modules-context.ts';
import classes from './header.module.css';
import { UserMenu } from './user-menu.tsx';
import { WorkspaceMark } from './workspace-mark.tsx';

const SearchDialog = part(() => import('../search/search-dialog.tsx'));

const keyLines: readonly KeyLine[] = ['/', 'mod+KeyK'].map((key) => ({ key, label: 'kit:keys.find' }));

/** Search for everything (also by `/` and Ctrl-K) and the menu of the person signed in. */
export function Header() {
  const { t } = useTranslation('shell');
  const items = useContext(ModulesContext).flatMap((module) => module.header ?? []);
  const [searching, setSearching] = useState(false);
  // Loaded at the first search and kept, so that closing can be animated.
  const [wanted, setWanted] = useState(false);
  const search = () => {
    setWanted(true);
    setSearching(true);
  };
  useHotkeys([['/', search]]);
  useHotkeys([['mod+K', search]], []);
  useKeyGroup('kit:keys.everywhere', keyLines);
  return (
    <header className={classes.header}>
      <span className={classes.brand}>
        <WorkspaceMark size={24} />
      </span>
      <UnstyledButton
        className={classes.search}
        onClick={search}
        aria-haspopup="dialog"
        aria-keyshortcuts="/ Control+K"
      >
        <IconSearch size={16} stroke={1.8} />
        <span className={classes.placeholder}>{t('search.open')}</span>
        <KeyHint keys="/" />
      </UnstyledButton>
      <div className={classes.end}>
        <InPieces>
          <Suspense>
            {items.map((Item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the modules' list never changes
              <Item key={index} />
            ))}
          </Suspense>
        </InPieces>
        <UserMenu />
      </div>
      <KeySheetOpener />
      {wanted ? (
        <Suspense>
          <SearchDialog opened={searching} onClose={() => setSearching(false)} />
        </Suspense>
      ) : null}
    </header>
  );
}
