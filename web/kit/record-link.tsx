import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext } from 'react';
import { useNoun } from './data/metadata.ts';
import classes from './record-link.module.css';

interface RecordLinkProps {
  readonly noun: string;
  readonly id: string;
  readonly children: ReactNode;
  /** -1 inside a grid, which has one tab stop and opens rows by Enter. */
  readonly tabIndex?: number | undefined;
  /** Underlined only under the pointer, where every line starts with a link. */
  readonly plain?: boolean;
}

/** Leads to a record's card; plain text for nouns without pages of their own. */
export function RecordLink({ noun: name, id, children, tabIndex, plain = false }: RecordLinkProps) {
  const noun = useNoun(name);
  const settings = useContext(LinkSettings);
  if (!noun || noun.internal || !settings.links) return <>{children}</>;
  return (
    <Link
      to={recordPath(noun.plural, id)}
      className={plain ? classes.plain : classes.link}
      tabIndex={tabIndex ?? settings.tabIndex}
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </Link>
  );
}

export const recordPath = (plural: string, id: string): string => `/${plural}/${id}`;

interface LinkSettings {
  readonly links: boolean;
  readonly tabIndex?: number | undefined;
}
const LinkSettings = createContext<LinkSettings>({ links: true });

/** Whether values below show links at all: inside something that is a link itself they must not. */
export function useShowsLinks(): LinkSettings {
  return useContext(LinkSettings);
}

/** References below are text: what surrounds them is a link itself. */
export function PlainReferences({ children }: { readonly children: ReactNode }) {
  return <LinkSettings value={plainSettings}>{children}</LinkSettings>;
}

/** Links below are no tab stops: the grid around them is the one stop. */
export function UntabbedLinks({ children }: { readonly children: ReactNode }) {
  return <LinkSettings value={untabbedSettings}>{children}</LinkSettings>;
}

const plainSettings: LinkSettings = { links: false };
const untabbedSettings: LinkSettings = { links: true, tabIndex: -1 };
