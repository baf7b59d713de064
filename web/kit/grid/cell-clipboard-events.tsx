import { useQueryClient } from '@tanstack/react-query';
import { useContext, useEffect, useMemo } from 'react';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { TimeZoneContext, useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useSession } from '../../shell/session.ts';
import { useLabels } from '../labels.ts';
import type { CellActs } from './cell-acts.ts';
import { type ClipboardOptions, copyCells, pasteAgain, pasteCells } from './cell-clipboard.ts';

interface CellClipboardProps {
  readonly acts: CellActs;
  /** Whether a cell is active. */
  readonly isOn: boolean;
}

/** Hears the browser's copy, cut and paste while the cells of a grid have the focus. */
export default function CellClipboard({ acts, isOn }: CellClipboardProps) {
  const options = useClipboardOptions(acts);
  useEffect(() => {
    acts.readAgain = (edits) => void pasteAgain(acts, edits, options);
  }, [acts, options]);
  useEffect(() => {
    const held = acts.heldPaste;
    acts.heldPaste = null;
    if (held) void pasteCells(acts, held, options, held.range);
  }, [acts, options]);
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: ClipboardEvent) => {
      if (!event.clipboardData || event.defaultPrevented || !acts.hasFocus()) return;
      // Words that were marked somewhere on the page are what is meant.
      if (event.type === 'copy' && document.getSelection()?.toString()) return;
      event.preventDefault();
      if (event.type === 'paste') void pasteCells(acts, event.clipboardData, options);
      else copyCells(acts, event.clipboardData, options);
      if (event.type === 'cut') acts.clear();
    };
    const types = ['copy', 'cut', 'paste'] as const;
    for (const type of types) document.addEventListener(type, listen);
    return () => {
      for (const type of types) document.removeEventListener(type, listen);
    };
  }, [acts, isOn, options]);
  return null;
}

function useClipboardOptions(acts: CellActs): ClipboardOptions {
  const client = useQueryClient();
  const { t, i18n } = useTranslation('kit');
  const session = useSession();
  const timeZone = useContext(TimeZoneContext);
  const format = useFormat();
  const labels = useLabels();
  const workspace = session?.workspace.id ?? '';
  const currency = session?.workspace.currency ?? 'EUR';
  return useMemo(() => {
    const language = i18n.language as Language;
    const option: ClipboardOptions['words']['option'] = (field, value) => labels.option(acts.noun.name, field, value);
    const words = { language, timeZone, currency, format, option, yes: t('value.yes'), no: t('value.no') };
    return { client, workspace, t, words };
  }, [client, t, i18n.language, timeZone, format, labels, workspace, currency, acts]);
}
