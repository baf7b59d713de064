import { Button, Checkbox, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type NounMetadata, type Role, roles } from '../../../shared/nouns/metadata.ts';
import { type SavedView, type Visibility, viewLimits, visibilities } from '../../../shared/views/view.ts';
import { problemFields } from '../../i18n/problem-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../../shell/form-problem.tsx';
import { useSession } from '../../shell/session.ts';
import { FilterSentence } from '../filter/filter-sentence.tsx';
import { useListSearch } from '../list/use-list-search.ts';
import type { ListViewsState } from './list-views.tsx';
import { useViewName } from './view-names.ts';
import { settingsOfSearch } from './view-search.ts';
import { useViewWrites, type ViewDraft } from './views.queries.ts';

interface ViewDialogProps {
  readonly noun: NounMetadata;
  readonly state: ListViewsState;
  /** Null to keep what is shown as a new view. */
  readonly view: SavedView | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly visibility: Visibility;
  readonly roles: readonly Role[];
  readonly defaultFor: readonly Role[];
}

/** Keeps what is shown as a view, or says anew what a view is called and whose it is. */
export default function ViewDialog({ noun, state, view, onClose }: ViewDialogProps) {
  const { t } = useTranslation('views');
  const [search] = useListSearch();
  const nameOf = useViewName();
  const [draft, setDraft] = useState<Draft>({
    name: view ? nameOf(view) : '',
    visibility: view?.visibility ?? 'private',
    ...{ roles: view?.roles ?? [], defaultFor: view?.defaultFor ?? [] },
  });
  const { save, error, isPending } = useSave(noun, state, view, onClose);
  const errors = problemFields(error, t);
  const nameError = Object.entries(errors).find(([path]) => path.startsWith('name'))?.[1];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(draft);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(view ? 'change' : 'saveAs')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormProblem error={error} />
          <TextInput
            label={t('name')}
            data-autofocus
            required
            maxLength={viewLimits.name}
            value={draft.name}
            error={nameError}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          {!view && search.filter && <FilterSentence noun={noun} filter={search.filter} />}
          <Sharing draft={draft} errors={errors} onChange={setDraft} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface SharingProps {
  readonly draft: Draft;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (draft: Draft) => void;
}

/** Who finds the view, and for whom it opens: for those who keep views. */
function Sharing({ draft, errors, onChange }: SharingProps) {
  const { t } = useTranslation('views');
  const { role, alone } = useSession() ?? {};
  if (alone || (role !== 'owner' && role !== 'manager')) return null;
  const { visibility } = draft;
  const reached = visibility === 'roles' ? draft.roles : visibility === 'shared' ? roles : [];
  const reach = (next: Partial<Draft>) => {
    const { roles: some, visibility: how } = { ...draft, ...next };
    const left = draft.defaultFor.filter((one) => how === 'shared' || (how === 'roles' && some.includes(one)));
    onChange({ ...draft, ...next, defaultFor: left });
  };
  return (
    <>
      <Radio.Group label={t('whose')} value={visibility} onChange={(next) => reach({ visibility: next as Visibility })}>
        <Stack gap={6} mt={6}>
          {visibilities.map((value) => (
            <Radio key={value} value={value} label={t(`visibility.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {visibility === 'roles' && (
        <RoleChoice
          label={t('roles')}
          offered={roles}
          chosen={draft.roles}
          error={errors.roles}
          onChange={(next) => reach({ roles: next })}
        />
      )}
      {reached.length > 0 && (
        <RoleChoice
          label={t('defaultFor')}
          offered={reached}
          chosen={draft.defaultFor}
          error={errors.defaultFor}
          onChange={(next) => onChange({ ...draft, defaultFor: next })}
        />
      )}
    </>
  );
}

interface RoleChoiceProps {
  readonly label: string;
  readonly offered: readonly Role[];
  readonly chosen: readonly Role[];
  readonly error: string | undefined;
  readonly onChange: (roles: readonly Role[]) => void;
}

function RoleChoice({ label, offered, chosen, error, onChange }: RoleChoiceProps) {
  const { t } = useTranslation('views');
  return (
    <Checkbox.Group label={label} value={[...chosen]} error={error} onChange={(next) => onChange(next as Role[])}>
      <Group gap="md" mt={6}>
        {offered.map((role) => (
          <Checkbox key={role} value={role} label={t(`nouns:member.options.role.${role}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function useSave(noun: NounMetadata, state: ListViewsState, view: SavedView | null, onClose: () => void) {
  const { i18n } = useTranslation('views');
  const navigate = useNavigate();
  const [search] = useListSearch();
  const { create, change } = useViewWrites(state.noun);
  const opened = (saved: SavedView) => {
    onClose();
    if (!view) void navigate({ to: '.', search: { saved: saved.id } as never });
  };
  const save = ({ name, visibility, roles: some, ...rest }: Draft) => {
    const named = { ...view?.name, [i18n.language]: name };
    const draft: ViewDraft = { ...rest, visibility, roles: visibility === 'roles' ? some : [], name: named };
    if (view) change.mutate({ id: view.id, version: view.version, draft }, { onSuccess: opened });
    else {
      const settings = settingsOfSearch(search, state.mine.widths);
      create.mutate({ ...draft, noun: noun.name, type: search.as ?? 'list', settings }, { onSuccess: opened });
    }
  };
  return { save, error: create.error ?? change.error, isPending: create.isPending || change.isPending };
}
