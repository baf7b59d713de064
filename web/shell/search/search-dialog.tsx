import { Loader, Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useContext, useId, useState } from 'react';
import { problemText } from '../../i18n/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useNavigation } from '../frame/use-navigation.ts';
import { ModulesContext } from '../modules-context.ts';
import { metadataQuery, useSession } from '../session.ts';
import { listCommands } from './commands.ts';
import { useFileSearch, useRecordSearch } from './search.queries.ts';
import classes from './search-dialog.module.css';
import { listFiles, listPlaces, listRecords } from './search-entries.ts';
import { SearchResults } from './search-results.tsx';

interface SearchDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Finds records, pages and acts by a few letters; arrows choose, Enter opens. */
export default function SearchDialog({ opened, onClose }: SearchDialogProps) {
  const { t } = useTranslation('shell');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      padding={0}
      size={620}
      yOffset="8dvh"
      attributes={{ content: { 'aria-label': t('search.open') } }}
    >
      <SearchBox onClose={onClose} />
    </Modal>
  );
}

function SearchBox({ onClose }: Pick<SearchDialogProps, 'onClose'>) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const listId = useId();
  const { text, setText, sections, searching, error, isNear } = useSearchSections();
  const [active, setActive] = useState(0);
  const entries = sections.flatMap((section) => section.entries);
  const open = (to: string) => {
    onClose();
    router.history.push(to);
  };
  const handleKey = (event: KeyboardEvent) => {
    const entry = entries[active];
    if (event.key === 'Enter' && entry) open(entry.to);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || entries.length === 0) return;
    event.preventDefault();
    setActive((active + step + entries.length) % entries.length);
  };
  return (
    <>
      <div className={classes.line}>
        <IconSearch size={18} stroke={1.6} aria-hidden />
        <input
          className={classes.input}
          data-autofocus
          role="combobox"
          aria-label={t('search.open')}
          aria-expanded={entries.length > 0}
          aria-controls={listId}
          aria-activedescendant={entries[active] ? `${listId}-${active}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('search.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={handleKey}
        />
        {searching ? <Loader size={16} aria-hidden /> : null}
      </div>
      <SearchResults id={listId} sections={sections} active={active} onHover={setActive} onOpen={open} />
      <div className={classes.note} role="status">
        {error ? problemText(error, t) : null}
        {!error && text && entries.length === 0 && !searching ? t('search.nothing', { text }) : null}
        {!error && isNear && !searching ? t('search.near', { text }) : null}
      </div>
    </>
  );
}

/** Letters from which a word with a typing error is still told from others. */
const leastForNear = 5;

function useSearchSections() {
  const { t } = useTranslation();
  const format = useFormat();
  const modules = useContext(ModulesContext);
  const { main, all, settings } = useNavigation();
  // What is out of sight until it is used is found here.
  const unused = all.filter((entry) => entry.whenUsed && !main.includes(entry));
  const pages = [...main, ...unused, ...settings.flatMap(({ entries }) => entries)];
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 150);
  const exact = useRecordSearch(settled);
  const { files, searching: reading } = useFileSearch(settled);
  const isLost =
    !exact.searching && !reading && exact.found.length + files.length === 0 && settled.length >= leastForNear;
  const near = useRecordSearch(isLost ? settled : '', true);
  const { found, error } = isLost ? near : exact;
  const searching = exact.searching || near.searching || reading;
  const nouns = useQuery(metadataQuery).data?.nouns ?? [];
  const rights = { nouns, role: useSession()?.role, pages };
  const commands = listCommands(
    modules.flatMap((module) => module.commands ?? []),
    rights,
    t,
  );
  const sections = [
    ...listRecords(found, settled, modules, format, t),
    ...listFiles(files, nouns, t),
    ...listPlaces(pages, commands, text.trim(), t),
  ];
  const isNear = isLost && found.length > 0;
  return { text, setText, sections, isNear, searching: searching || settled !== text.trim(), error };
}
