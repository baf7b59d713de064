import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import { namedAnew } from '../../../shared/nouns/made-by-name.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useNoun } from '../data/metadata.ts';
import { findField } from '../data/named-field.ts';
import { isNewReference, newReference } from '../data/new-reference.ts';
import { titleOf } from '../data/record-title.ts';
import { useReferenceLabel } from '../data/reference-label.ts';
import { useCreation } from './creation.ts';
import { isMadeByName } from './is-made-by-name.ts';
import { NewTarget } from './new-target.tsx';
import { useOptions } from './use-options.ts';

export interface RelationPickerProps {
  /** The noun to choose from. */
  readonly noun: string;
  readonly value: Reference | null;
  readonly onChange: (reference: Reference | null) => void;
  readonly label?: string | undefined;
  readonly ariaLabel?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  /** Offers to create what is not found. */
  readonly creatable?: boolean;
  /** What is not found may be made with what points at it, by its name alone (`newReference`), where that is enough. */
  readonly naming?: boolean | undefined;
  /** Only records that match are offered. */
  readonly filter?: Filter | undefined;
  /** Stands within something that closes when one clicks outside. */
  readonly within?: boolean;
  /** Enter takes the first of what is found. */
  readonly first?: boolean;
  /** Offered before everything that is found. */
  readonly pinned?: readonly Reference[];
}

/** Marks the option that creates instead of chooses; no id looks like this. */
const createOption = '+';

/** Chooses a record by typing a part of its name, in any script. */
export function RelationPicker(props: RelationPickerProps) {
  const { noun: name, value, onChange, label, ariaLabel, autoFocus, creatable = false, pinned = [] } = props;
  const { t } = useTranslation('kit');
  const noun = useNoun(name);
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [byEnter, setByEnter] = useState(false);
  const openCreation = useCreation();
  const shown = useShown(name, value);
  const input = useSelectedName(typed, shown?.label);
  const words = typed === shown?.label ? '' : typed.trim();
  const [search] = useDebouncedValue(words, 200);
  const options = useOptions(noun, search, open, props.filter);
  const mayCreate = creatable && words !== '' && noun?.may.create === true;
  const byName = mayCreate && props.naming === true && isMadeByName(noun);
  const makeByName = (enter: boolean) => {
    setByEnter(enter);
    setOpen(false);
    onChange(newReference(words));
  };
  const makeByEnter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || !byName || event.nativeEvent.isComposing || hasChosen(event.currentTarget)) return;
    event.preventDefault();
    makeByName(true);
  };
  const choose = (id: string | null) => {
    if (id === createOption && noun) {
      if (byName) return makeByName(false);
      return openCreation({
        noun,
        initial: namedAnew(noun.title, findField(noun, noun.title) ?? undefined, words) ?? {},
        onCreated: (record) => onChange({ id: record.id, label: titleOf(noun, record, format) }),
      });
    }
    const chosen = [...pinned, ...(options.data ?? []), ...(shown ? [shown] : [])].find((one) => one.id === id);
    onChange(chosen ?? null);
  };
  const select = (
    <Select
      label={label}
      aria-label={label ? undefined : ariaLabel}
      error={props.error}
      withAsterisk={props.required}
      disabled={props.disabled}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
      searchable
      allowDeselect={false}
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': t('input.clear') }}
      placeholder={t('input.search')}
      data={toOptions(words, pinned, options.data ?? [], shown, mayCreate ? t('input.create', { name: words }) : null)}
      filter={({ options: all }) => all}
      value={value?.id ?? null}
      onChange={choose}
      searchValue={typed}
      onSearchChange={setTyped}
      ref={input}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={makeByEnter}
      dropdownOpened={open}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      nothingFoundMessage={options.isFetching ? t('input.searching') : t('input.nothingFound')}
      rightSection={options.isFetching && open ? <Loader size="xs" /> : undefined}
      comboboxProps={{ withinPortal: !props.within }}
      selectFirstOptionOnChange={props.first ?? false}
    />
  );
  if (!noun || !value?.label || !isNewReference(value)) return select;
  return (
    <div>
      {select}
      <NewTarget noun={noun} name={value.label} takesSame={byEnter} onChange={onChange} />
    </div>
  );
}

/** Whether one of what is offered was gone to by the arrows: then Enter takes that. */
function hasChosen(input: HTMLInputElement): boolean {
  const list = document.getElementById(input.getAttribute('aria-controls') ?? '');
  return Boolean(list?.querySelector('[data-combobox-selected]'));
}

/** Typing replaces the name that is there instead of going on after it, also where that came after the focus. */
function useSelectedName(typed: string, name: string | undefined) {
  const input = useRef<HTMLInputElement>(null);
  const came = useRef(false);
  useEffect(() => {
    if (came.current || typed === '' || typed !== name) return;
    came.current = true;
    if (document.activeElement === input.current) input.current?.select();
  }, [typed, name]);
  return input;
}

/** The chosen record with its name, which is asked for when the value came without. */
function useShown(noun: string, value: Reference | null): Reference | null {
  const asked = useReferenceLabel(noun, value?.id ?? '', Boolean(value && !value.label));
  if (!value) return null;
  return { id: value.id, label: value.label ?? asked ?? '…' };
}

/** What is chosen already comes first, but last while something else is looked for. */
function toOptions(
  words: string,
  pinned: readonly Reference[],
  found: readonly Reference[],
  shown: Reference | null,
  create: string | null,
) {
  const known = shown ? [shown] : [];
  const all = words === '' ? [...known, ...found] : [...found, ...known];
  const rest = all.filter(({ id }) => !pinned.some((one) => one.id === id));
  const unique = [...new Map([...pinned, ...rest].map((one) => [one.id, one])).values()];
  return [
    ...unique.map(({ id, label }) => ({ value: id, label: label ?? '…' })),
    ...(create ? [{ value: createOption, label: create }] : []),
  ];
}
