import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemFields, problemLines } from '../../i18n/problem-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { findField, type NamedField } from '../data/named-field.ts';
import { recordKeys } from '../data/query-keys.ts';
import { storeRecord } from '../data/record-cache.ts';
import { useUpdateRecord } from '../data/record-mutations.ts';
import { isSameValue } from '../data/record-values.ts';
import { useFirstWithin } from '../data/use-first-within.ts';
import { choicesAfter } from '../data/within.ts';
import { errorsByField } from '../form/field-errors.ts';
import { findCurrent } from './stale-record.ts';

/** Somebody changed the same field while it was being edited. */
export interface Conflict {
  /** The record as it is now. */
  readonly current: AnyRecord;
  /** What the field was when the editing began. */
  readonly before: unknown;
}

/**
 * One field being edited, from the state the record had when the editing began. When somebody changed other fields
 * meanwhile, saving simply goes on from the newer state; when they changed this one, the person decides.
 */
export function useInlineEdit(noun: NounMetadata, field: NamedField, record: AnyRecord, onSaved: () => void) {
  const { t } = useTranslation('kit');
  const client = useQueryClient();
  const base = useRef(record);
  const [, rerender] = useReducer((turn: number) => turn + 1, 0);
  const [value, setValue] = useState<unknown>(record[field.name]);
  /** The fields whose choice depends on this one, once it was changed. */
  const [others, setOthers] = useState<Readonly<Record<string, unknown>>>({});
  const [error, setError] = useState<string>();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const update = useUpdateRecord(noun);
  const findFirst = useFirstWithin(noun);
  const changeOther = (name: string, next: unknown) =>
    setOthers((known) => {
      const values = { ...record, ...known, [field.name]: value, [name]: next };
      return { ...known, [name]: next, ...choicesAfter(noun, name, values) };
    });

  const fail = (thrown: Error) => {
    const current = findCurrent(thrown);
    if (!current)
      return setError(errorsByField(noun, problemFields(thrown, t))[field.name] ?? problemLines(thrown, t, noun.name));
    storeRecord(client, noun.name, current);
    void client.invalidateQueries({ queryKey: recordKeys.changes(noun.name, record.id) });
    const before = base.current[field.name];
    base.current = current;
    if (isSameValue(field, current[field.name], before)) return send();
    setConflict({ current, before });
  };
  const send = (version = base.current.version) => {
    setError(undefined);
    update.mutate(
      { id: record.id, version, values: { ...others, [field.name]: value ?? null } },
      { onSuccess: onSaved, onError: fail },
    );
  };
  const rebase = () => {
    base.current = record;
    rerender();
  };
  const isChanged =
    !update.isPending && !update.isSuccess && !isSameValue(field, record[field.name], base.current[field.name]);
  const isUntouched = isSameValue(field, value, base.current[field.name]);
  useEffect(() => {
    // Nothing has been typed yet: the newer value is what is being edited.
    if (!isChanged || !isUntouched) return;
    setValue(record[field.name]);
    base.current = record;
  }, [isChanged, isUntouched, record, field.name]);
  const meanwhile = isChanged && !isUntouched ? { current: record, before: base.current[field.name] } : null;
  return {
    value,
    others,
    error,
    /** Told as soon as it happens, or at the latest when saving is refused. */
    conflict: conflict ?? meanwhile,
    isSaving: update.isPending,
    change: (next: unknown) => {
      setValue(next);
      // Chosen anew, the choices beside it are what they were, as far as that still goes with it.
      setOthers((known) => ({
        ...Object.fromEntries(Object.entries(known).filter(([name]) => !findField(noun, name)?.offeredWith)),
        ...choicesAfter(noun, field.name, { ...record, [field.name]: next }),
      }));
      void findFirst(field, next, changeOther);
    },
    changeOther,
    save: () => (isSameValue(field, value, base.current[field.name]) ? onSaved() : send()),
    keepMine: () => {
      // What was only told and not yet refused goes on being edited, upon the newer state.
      if (!conflict) return rebase();
      setConflict(null);
      send();
    },
    takeTheirs: onSaved,
  };
}
