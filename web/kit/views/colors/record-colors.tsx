import { type CSSProperties, createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import type { ViewSettings } from '../../../../shared/views/view-settings.ts';
import { TimeZoneContext } from '../../../i18n/use-format.ts';
import { dayOf } from '../../../i18n/wall-clock.ts';
import { useSession } from '../../../shell/session.ts';
import { useMetadata } from '../../data/metadata.ts';

type Rules = ViewSettings['colors'];
type ColorOf = (record: AnyRecord) => string | null;

const none: ColorOf = () => null;
const RecordColors = createContext<ColorOf>(none);

interface ColoredProps {
  readonly noun: NounMetadata;
  readonly rules: Rules;
  readonly children: ReactNode;
}

/** Rows and cards below take the colours of the view's rules. */
export function Colored({ noun, rules, children }: ColoredProps) {
  const colorOf = useColors(noun, rules);
  return <RecordColors value={colorOf}>{children}</RecordColors>;
}

/** The accent of a record's row or card, as attributes; nothing where no rule is met. */
export function useAccent(record: AnyRecord): { readonly 'data-accent'?: true; readonly style?: CSSProperties } {
  const color = useContext(RecordColors)(record);
  if (!color) return {};
  return { 'data-accent': true, style: { '--record-accent': accentOf(color) } as CSSProperties };
}

/** Seen on light and on dark; what it says stands in words in the legend. */
export const accentOf = (color: string): string => `var(--mantine-color-${color}-6)`;

/** The rules are read by the evaluator of filters, which is loaded only where there are any. */
function useColors(noun: NounMetadata, rules: Rules): ColorOf {
  const { data: metadata } = useMetadata();
  const memberId = useSession()?.member.id ?? null;
  const timeZone = useContext(TimeZoneContext);
  const [evaluator, setEvaluator] = useState<typeof import('./color-rules.ts') | null>(null);
  const isNeeded = rules !== undefined && evaluator === null;
  useEffect(() => {
    if (isNeeded) void import('./color-rules.ts').then(setEvaluator);
  }, [isNeeded]);
  return useMemo(() => {
    if (!rules || !evaluator || !metadata) return none;
    const today = dayOf(new Date(), timeZone);
    const ctx = { memberId, teamMemberIds: memberId ? [memberId] : [], today, timeZone };
    return evaluator.colorBy(rules, noun, metadata, ctx);
  }, [rules, evaluator, metadata, noun, memberId, timeZone]);
}
