import { useEffect, useRef } from 'react';
import classes from './search-dialog.module.css';
import type { SearchEntry, SearchSection } from './search-entries.ts';

interface SearchResultsProps {
  readonly id: string;
  readonly sections: readonly SearchSection[];
  /** The entry Enter would open, counted over all sections. */
  readonly active: number;
  readonly onHover: (index: number) => void;
  readonly onOpen: (to: string) => void;
}

/** The entries found, grouped; the focus stays in the input, which names the active one. */
export function SearchResults({ id, sections, active, onHover, onOpen }: SearchResultsProps) {
  const activeOption = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another active entry is another element to bring into sight
  useEffect(() => {
    activeOption.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  let index = -1;
  return (
    <div id={id} role="listbox" tabIndex={-1} aria-labelledby={`${id}-0`} className={classes.results}>
      {sections.map((section) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset can not stand in a listbox
        <div key={section.label} role="group" aria-label={section.label}>
          <div className={classes.section} aria-hidden>
            {section.label}
          </div>
          {section.entries.map((entry) => {
            index += 1;
            const position = index;
            return (
              <div
                key={entry.to}
                ref={position === active ? activeOption : null}
                id={`${id}-${position}`}
                role="option"
                tabIndex={-1}
                aria-selected={position === active}
                className={classes.entry}
                onMouseMove={() => onHover(position)}
                onClick={() => onOpen(entry.to)}
                onKeyDown={(event) => event.key === 'Enter' && onOpen(entry.to)}
              >
                <EntryText entry={entry} />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function EntryText({ entry: { icon: Icon, label, detail } }: { readonly entry: SearchEntry }) {
  return (
    <>
      {Icon ? <Icon size={16} stroke={1.6} className={classes.icon} /> : null}
      <span className={classes.label}>{label}</span>
      {detail ? <span className={classes.detail}>{detail}</span> : null}
    </>
  );
}
