import {
  IconCalendar,
  IconLayoutGrid,
  IconLayoutKanban,
  IconList,
  IconListTree,
  type TablerIcon,
} from '@tabler/icons-react';
import type { SavedView, ViewType } from '../../../shared/views/view.ts';
import { localText } from '../../i18n/local-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';

export const viewIcons: Readonly<Record<ViewType, TablerIcon>> = {
  list: IconList,
  board: IconLayoutKanban,
  calendar: IconCalendar,
  gallery: IconLayoutGrid,
  grouped: IconListTree,
};

/** Names a view in the language of the page, else in the first it has. */
export function useViewName(): (view: Pick<SavedView, 'name'>) => string {
  const { i18n } = useTranslation('views');
  return (view) => localText(view.name, i18n.language) ?? '';
}
