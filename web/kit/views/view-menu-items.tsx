import { Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconCopy,
  IconHome,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { SavedView } from '../../../shared/views/view.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../shell/notify.ts';
import { showUndo } from '../undo-notice.tsx';
import type { ListViewsState } from './list-views.tsx';
import { moved } from './moved.ts';
import { useViewName } from './view-names.ts';
import { useChooseViews, useViewWrites } from './views.queries.ts';

interface ViewMenuItemsProps {
  readonly state: ListViewsState;
  readonly onNew: () => void;
  readonly onChange: () => void;
}

/** What the menu of views offers: a new one, and what can be done with the one that is open. */
export default function ViewMenuItems({ state, onNew, onChange }: ViewMenuItemsProps) {
  const { t } = useTranslation('views');
  const { current } = state;
  return (
    <>
      <Menu.Item leftSection={<IconPlus size={16} />} onClick={onNew}>
        {t('saveAs')}
      </Menu.Item>
      <OpensItem state={state} />
      {current && <CurrentItems state={state} view={current} onChange={onChange} />}
    </>
  );
}

/** Whether this is what opens first for the person. */
function OpensItem({ state }: { readonly state: ListViewsState }) {
  const { t } = useTranslation('views');
  const choose = useChooseViews(state.noun);
  const id = state.current?.id ?? 'all';
  const opensAlready = id === (state.opens ?? 'all');
  const chosen = state.mine.opens === id;
  if (opensAlready && !chosen) return null;
  const toggle = () => {
    choose({ opens: chosen ? null : id });
    notifyDone(t(chosen ? 'opensNoMore' : 'opensNow'));
  };
  return (
    <Menu.Item leftSection={<IconHome size={16} />} onClick={toggle}>
      {t(chosen ? 'doNotOpen' : 'openFirst')}
    </Menu.Item>
  );
}

interface CurrentItemsProps {
  readonly state: ListViewsState;
  readonly view: SavedView;
  readonly onChange: () => void;
}

function CurrentItems({ state, view, onChange }: CurrentItemsProps) {
  const { t } = useTranslation('views');
  const choose = useChooseViews(state.noun);
  const acts = useViewActs(state);
  const ids = state.views.map(({ id }) => id);
  const place = ids.indexOf(view.id);
  const move = (step: -1 | 1) => choose({ order: moved(ids, place, step) });
  return (
    <>
      {view.mayChange && (
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onChange}>
          {t('change')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => acts.duplicate(view)}>
        {t('duplicate')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowLeft size={16} />} disabled={place === 0} onClick={() => move(-1)}>
        {t('moveEarlier')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowRight size={16} />} disabled={place === ids.length - 1} onClick={() => move(1)}>
        {t('moveLater')}
      </Menu.Item>
      {view.mayChange && (
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => acts.remove(view)}>
          {t('delete')}
        </Menu.Item>
      )}
    </>
  );
}

function useViewActs(state: ListViewsState) {
  const { t, i18n } = useTranslation('views');
  const navigate = useNavigate();
  const nameOf = useViewName();
  const { create, remove, restore } = useViewWrites(state.noun);
  const open = (saved: string | undefined) => void navigate({ to: '.', search: { saved } as never });
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      notifyProblem(error, t);
    }
  };
  return {
    duplicate: ({ noun, type, settings, ...view }: SavedView) =>
      attempt(async () => {
        const name = { [i18n.language]: t('copyOf', { name: nameOf(view) }).slice(0, 80) };
        open((await create.mutateAsync({ noun, type, settings, name })).id);
      }),
    remove: (view: SavedView) =>
      attempt(async () => {
        await remove.mutateAsync(view.id);
        open(undefined);
        const takeBack = () => attempt(async () => open((await restore.mutateAsync(view.id)).id));
        const text = t('deleted', { name: nameOf(view) });
        showUndo(view.id, { text, undo: t('undo'), close: t('kit:action.close') }, () => void takeBack());
      }),
  };
}
