import { Combobox, Textarea, useCombobox } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Reference } from '../../../shared/nouns/value.ts';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useOptions } from '../../../web/kit/form/use-options.ts';
import { callBefore } from './mention-parts.ts';

/** A note that is being written: its text, and whom it called by name so far. */
export interface NoteDraft {
  readonly body: string;
  readonly called: readonly Reference[];
}

export const emptyDraft: NoteDraft = { body: '', called: [] };

/** Whether there is anything to send. */
export const isBegun = ({ body }: NoteDraft) => body.trim() !== '';

/** What of a draft is sent: those whose names were taken out of the text again are not told. */
export function valuesOf({ body, called }: NoteDraft) {
  const mentions = called.filter(({ label }) => body.includes(`@${label}`)).map(({ id }) => ({ id }));
  return { body, ...(mentions.length > 0 ? { mentions } : {}) };
}

interface NoteTextProps {
  readonly draft: NoteDraft;
  readonly onChange: (draft: NoteDraft) => void;
  readonly onSubmit: () => void;
  readonly onEscape?: () => void;
  readonly label: string;
  readonly placeholder: string;
  readonly autoFocus?: boolean;
}

/** The text of a note; an @ offers the members by name. Ctrl-Enter sends it. */
export function NoteText({ draft, onChange, onSubmit, onEscape, ...attributes }: NoteTextProps) {
  const [call, setCall] = useState<{ readonly text: string; readonly end: number } | null>(null);
  const members = useOptions(useNoun('member'), call?.text ?? '', call !== null).data ?? [];
  const isOffering = call !== null && members.length > 0;
  const combobox = useCombobox({ opened: isOffering });
  const first = members[0]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever others are offered the first of them is chosen
  useEffect(() => {
    if (first) combobox.selectFirstOption();
  }, [first, call !== null]);
  const follow = (body: string, caret: number) => {
    const names = draft.called.flatMap(({ label }) => label || []);
    const text = callBefore(body, caret, names);
    setCall(text === null ? null : { text, end: caret });
  };
  const choose = (id: string) => {
    const member = members.find((one) => one.id === id);
    if (!member || !call) return;
    const start = call.end - call.text.length;
    const body = `${draft.body.slice(0, start)}${member.label} ${draft.body.slice(call.end)}`;
    onChange({ body, called: [...draft.called.filter((one) => one.id !== id), member] });
    setCall(null);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} position="bottom-start" withinPortal={false} keepMounted={false}>
      {/* Arrows, Enter and spaces are the text's own while nobody is offered. */}
      <Combobox.Target withKeyboardNavigation={isOffering}>
        <Textarea
          {...attributes}
          aria-label={attributes.label}
          label={undefined}
          autosize
          minRows={1}
          maxRows={12}
          value={draft.body}
          onChange={({ currentTarget: { value, selectionStart } }) => {
            onChange({ ...draft, body: value });
            follow(value, selectionStart);
          }}
          onBlur={() => setCall(null)}
          onKeyDown={(event) => {
            getHotkeyHandler([['mod+Enter', onSubmit]])(event);
            if (event.key !== 'Escape') return;
            if (call) setCall(null);
            else onEscape?.();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={240} style={{ overflowY: 'auto' }}>
          {members.map((member) => (
            <Combobox.Option key={member.id} value={member.id} onMouseDown={(event) => event.preventDefault()}>
              {member.label}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
