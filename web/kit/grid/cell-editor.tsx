import { Text } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FieldKind } from '../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useToday } from '../../i18n/use-today.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useFieldConditions } from '../data/field-conditions.ts';
import type { NamedField } from '../data/named-field.ts';
import { readDay } from '../fields/inputs/day-text.ts';
import FieldInput from '../fields/inputs/field-input.tsx';
import { useLabels } from '../labels.ts';
import classes from './cell-editor.module.css';

/** Where the active cell goes once a value is given. */
export type Onward = 'stay' | 'down' | 'up' | 'right' | 'left';

export interface CellEditorProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly record: AnyRecord;
  readonly value: unknown;
  /** What was typed to begin with: it takes the place of what is there. */
  readonly typed: string;
  readonly onSave: (value: unknown, onward: Onward) => void;
  readonly onCancel: () => void;
  /** What is typed is no value, for the reason given. */
  readonly onRefuse: (text: string, reason: string) => void;
  /** The input is there and has the focus. */
  readonly onReady: () => void;
}

/** Edits the active cell in the way of its kind: Enter and Tab save and go on, Escape leaves it as it was. */
export default function CellEditor(props: CellEditorProps) {
  const { noun, field, record, value: before, typed, onSave, onCancel, onReady } = props;
  const { t, i18n } = useTranslation('kit');
  const today = useToday();
  const labels = useLabels();
  const conditions = useFieldConditions(noun);
  const box = useRef<HTMLDivElement>(null);
  const draft = useDraft(before, (given, onward) => {
    // The calendar forgets what it does not understand.
    const text = field.kind === 'date' && given === before ? (box.current?.querySelector('input')?.value ?? '') : '';
    if (text === '' || readDay(text, i18n.language, today) !== null) onSave(given, onward);
    else props.onRefuse(text, t('grid.fault.date'));
  });
  const [value, setValue] = useState(before);
  const isPointed = useRef(false);
  useTyped(box, typed, onReady);
  useSideAndEnd(box);
  useOutside(box, () => draft.save('stay'));
  const change = (next: unknown) => {
    setValue(next);
    draft.change(next);
    if (isPicked(field) || (isPointed.current && isPickedByHand.has(field.kind))) draft.save('stay');
  };
  const onKeyDownCapture = (event: KeyboardEvent) => {
    isPointed.current = false;
    if (event.key === 'Escape') {
      draft.forget();
      onCancel();
    } else if (event.key === 'Tab' && isLeaving(box.current, event, panels.has(field.kind))) {
      draft.save(event.shiftKey ? 'left' : 'right');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // What is typed here is not meant for the grid around.
    event.stopPropagation();
    const isLine = !manyLines.has(field.kind) || event.ctrlKey || event.metaKey;
    if (event.key !== 'Enter' || event.defaultPrevented || !isLine || isButton(event.target)) return;
    event.preventDefault();
    draft.save(event.shiftKey ? 'up' : 'down');
  };
  const values = { ...record, [field.name]: value };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the input within.
    <div
      ref={box}
      role="presentation"
      className={classes.editor}
      data-panel={panels.has(field.kind) || undefined}
      data-files={field.kind === 'files' || undefined}
      onKeyDownCapture={onKeyDownCapture}
      onKeyDown={onKeyDown}
      onPointerDownCapture={() => {
        isPointed.current = true;
      }}
      onMouseDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <FieldInput
        noun={noun}
        field={{ ...field, required: conditions.isRequired(field, values) }}
        ariaLabel={labels.field(noun.name, field)}
        value={value}
        onChange={change}
        siblings={record}
        autoFocus
      />
      {panels.has(field.kind) && (
        <Text size="xs" c="dimmed" mt={4}>
          {t(manyLines.has(field.kind) ? 'grid.saveLines' : 'grid.save')}
        </Text>
      )}
    </div>
  );
}

/** Kinds whose choice is the whole of the editing. */
const isPicked = (field: NamedField): boolean =>
  field.kind === 'member' || field.kind === 'relation' || (field.kind === 'choice' && !field.open);
/** Kinds that are typed as well as picked. */
const isPickedByHand: ReadonlySet<FieldKind> = new Set(['choice', 'date', 'rating', 'boolean']);
/** Kinds in which Enter begins a new line. */
const manyLines: ReadonlySet<FieldKind> = new Set(['longText', 'richText', 'json']);
/** Kinds that do not fit into a line. */
const panels: ReadonlySet<FieldKind> = new Set([
  ...manyLines,
  ...(['emails', 'phones', 'urls', 'personName', 'address', 'location', 'links', 'files', 'anyRelation'] as const),
  ...(['choices', 'datetime'] as const),
]);

/** What is typed is saved once, also when the row goes away beneath it. */
function useDraft(before: unknown, onSave: CellEditorProps['onSave']) {
  const state = useRef({ value: before, isOpen: true });
  const latest = useRef(onSave);
  latest.current = onSave;
  const save = (onward: Onward) => {
    if (!state.current.isOpen) return;
    state.current.isOpen = false;
    latest.current(state.current.value, onward);
  };
  const leave = useRef(save);
  leave.current = save;
  useEffect(() => () => leave.current('stay'), []);
  return {
    save,
    change: (value: unknown) => {
      state.current.value = value;
    },
    forget: () => {
      state.current.isOpen = false;
    },
  };
}

/** Goes on with what was typed before there was an input to type into, as soon as there is one. */
function useTyped(box: RefObject<HTMLElement | null>, typed: string, onReady: () => void): void {
  const begun = useRef({ typed, onReady });
  useEffect(() => {
    const frame = box.current;
    if (!frame) return;
    const begin = () => {
      const input = frame.parentElement?.querySelector<HTMLElement>(inputs);
      if (!input) return;
      coming.disconnect();
      startWith(input, begun.current.typed);
      begun.current.onReady();
    };
    // Some inputs are loaded when the first of their kind is needed.
    const coming = new MutationObserver(begin);
    coming.observe(frame, { childList: true, subtree: true });
    // Not within React's own work: what is put in there would be taken out again by inputs that are told their value.
    queueMicrotask(begin);
    return () => coming.disconnect();
  }, [box]);
}

/** What is typed into; one that can only be read stands in for one that is still to come. */
const inputs =
  'input:not([type=hidden], [type=file], [readonly]), textarea, [contenteditable=true], [data-files] button';

function startWith(input: HTMLElement, typed: string): void {
  input.focus();
  const text = input instanceof HTMLTextAreaElement || (input instanceof HTMLInputElement && input.type === 'text');
  if (typed === '' && text) input.setSelectionRange(input.value.length, input.value.length);
  if (typed === '') return;
  if (text) input.select();
  // As if typed: every kind of input hears of it in its own way, and can take it back by its own undo.
  document.execCommand('insertText', false, typed);
}

/** Opens to the side on which there is room. */
function useSideAndEnd(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = box.current;
    const frame = element?.closest('[role=grid]')?.getBoundingClientRect();
    if (!element || !frame) return;
    const own = element.getBoundingClientRect();
    if (own.bottom > frame.bottom && own.top - own.height > frame.top) element.dataset.above = 'true';
    if (own.right > frame.right) element.dataset.end = 'true';
  }, [box]);
}

/** A press anywhere else; what an input opens elsewhere on the page belongs to it. */
function useOutside(box: RefObject<HTMLElement | null>, onOutside: () => void): void {
  const latest = useRef(onOutside);
  latest.current = onOutside;
  useEffect(() => {
    const listen = ({ target }: Event) => {
      const element = target instanceof Element ? target : null;
      if (!element || box.current?.contains(element) || element.closest('[data-portal], [role=dialog]')) return;
      latest.current();
    };
    document.addEventListener('pointerdown', listen, true);
    return () => document.removeEventListener('pointerdown', listen, true);
  }, [box]);
}

/** Whether Tab goes out of the editor: always where there is one input, else from the last of them. */
function isLeaving(box: HTMLElement | null, event: KeyboardEvent, isPanel: boolean): boolean {
  if (!isPanel || !box) return true;
  const stops = [
    ...box.querySelectorAll<HTMLElement>('input, textarea, select, button, [contenteditable=true]'),
  ].filter((one) => one.tabIndex >= 0 && one.getAttribute('type') !== 'hidden' && !one.hasAttribute('disabled'));
  return event.target === (event.shiftKey ? stops[0] : stops.at(-1));
}

const isButton = (target: EventTarget): boolean => target instanceof HTMLElement && target.tagName === 'BUTTON';
