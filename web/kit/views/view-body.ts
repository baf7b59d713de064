import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { ViewType } from '../../../shared/views/view.ts';
import { part } from '../../ui/part.tsx';
import type { List } from '../list/use-list.ts';

export interface ViewBodyProps {
  readonly noun: NounMetadata;
  readonly list: List;
}

/** The ways of showing records besides the list, loaded when they are shown. */
export const viewBodies = {
  board: part(() => import('./board/board-body.tsx')),
  grouped: part(() => import('./grouped/grouped-body.tsx')),
  gallery: part(() => import('./gallery/gallery-body.tsx')),
  calendar: part(() => import('./calendar/calendar-body.tsx')),
} as const satisfies Partial<Record<ViewType, unknown>>;

/** The body of a type of view; null for the list itself. */
export const bodyOf = (type: ViewType | undefined) =>
  type && type in viewBodies ? viewBodies[type as keyof typeof viewBodies] : null;
