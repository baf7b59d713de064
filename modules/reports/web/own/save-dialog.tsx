import { Checkbox, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type Role, roles } from '../../../../shared/nouns/metadata.ts';
import { type Visibility, visibilities } from '../../../../shared/views/view.ts';
import { problemFields } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useViewName } from '../../../../web/kit/views/view-names.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { useSession } from '../../../../web/shell/session.ts';
import { FormButtons } from '../../../../web/ui/form-buttons.tsx';
import type { ReportSettings } from '../../contract/own-report.ts';
import type { OwnReport } from '../../contract/own-reports.api.ts';
import { reportLimits } from '../../contract/report-shape.ts';
import { useChangeReport, useMakeReport } from './own-reports.queries.ts';

interface SaveDialogProps {
  readonly noun: string;
  readonly settings: ReportSettings;
  /** Null to keep a new one. */
  readonly report: OwnReport | null;
  /** What it is called for now. */
  readonly name: string;
  readonly onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly visibility: Visibility;
  readonly roles: readonly Role[];
}

/** Keeps a report under a name, or says anew what one is called and who finds it. */
export default function SaveDialog({ noun, settings, report, name, onClose }: SaveDialogProps) {
  const { t } = useTranslation('reports');
  const nameOf = useViewName();
  const [draft, setDraft] = useState<Draft>({
    name: report ? nameOf(report) : name,
    ...{ visibility: report?.visibility ?? 'private', roles: report?.roles ?? [] },
  });
  const { save, error, isPending } = useSave({ noun, settings, report, onClose });
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
      title={t(report ? 'views:change' : 'own.keep')}
      closeButtonProps={{ 'aria-label': t('views:cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormProblem error={error} />
          <TextInput
            label={t('views:name')}
            data-autofocus
            required
            maxLength={reportLimits.name}
            value={draft.name}
            error={nameError}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          <Reach draft={draft} error={errors.roles} onChange={setDraft} />
          <FormButtons cancel={t('views:cancel')} submit={t('own.save')} loading={isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

interface ReachProps {
  readonly draft: Draft;
  readonly error: string | undefined;
  readonly onChange: (draft: Draft) => void;
}

/** Who finds the report: for those who keep reports for others. */
function Reach({ draft, error, onChange }: ReachProps) {
  const { t } = useTranslation('views');
  const { role, alone } = useSession() ?? {};
  if (alone || (role !== 'owner' && role !== 'manager')) return null;
  return (
    <>
      <Radio.Group
        label={t('whose')}
        description={t('reports:own.reachHint')}
        value={draft.visibility}
        onChange={(next) => onChange({ ...draft, visibility: next as Visibility })}
      >
        <Stack gap={6} mt={6}>
          {visibilities.map((value) => (
            <Radio key={value} value={value} label={t(`visibility.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.visibility === 'roles' && (
        <Checkbox.Group
          label={t('roles')}
          value={[...draft.roles]}
          error={error}
          onChange={(next) => onChange({ ...draft, roles: next as Role[] })}
        >
          <Group gap="md" mt={6}>
            {roles.map((one) => (
              <Checkbox key={one} value={one} label={t(`nouns:member.options.role.${one}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </>
  );
}

function useSave({ noun, settings, report, onClose }: Omit<SaveDialogProps, 'name'>) {
  const { i18n } = useTranslation('reports');
  const navigate = useNavigate();
  const make = useMakeReport();
  const change = useChangeReport();
  const save = ({ name, visibility, roles: some }: Draft) => {
    const draft = {
      ...{ name: { ...report?.name, [i18n.language]: name }, visibility },
      roles: visibility === 'roles' ? [...some] : [],
    };
    if (report) change.mutate({ id: report.id, version: report.version, draft }, { onSuccess: onClose });
    else
      make.mutate(
        { ...draft, noun, settings },
        {
          onSuccess: ({ id }) => {
            onClose();
            void navigate({ to: '/reports/$id' as never, params: { id } as never, replace: true });
          },
        },
      );
  };
  return { save, error: make.error ?? change.error, isPending: make.isPending || change.isPending };
}
