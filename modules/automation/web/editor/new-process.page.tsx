import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import type { ProcessInput } from '../../contract/index.ts';
import { exampleNames, exampleOf } from '../process-examples.ts';
import { useMakeProcess } from '../processes.queries.ts';
import { ProcessForm } from './process-form.tsx';
import { useSubjects } from './use-subjects.ts';

/** A new process, begun with nothing or with an example. */
export function NewProcessPage() {
  const { t } = useTranslation('automation');
  const { example } = useSearch({ strict: false }) as { example?: string };
  const navigate = useNavigate();
  const make = useMakeProcess();
  const [first] = useSubjects();
  const begun = useMemo<ProcessInput | null>(() => {
    const name = exampleNames.find((one) => one === example);
    if (name) return exampleOf(name, t);
    return first ? { name: '', noun: first.name, start: { on: 'made' }, filter: null, steps: [], onMany: false } : null;
  }, [example, first, t]);
  return (
    <Page title={t('add')} layout="text">
      {begun && (
        <ProcessForm
          key={example ?? ''}
          begun={begun}
          isNew
          error={make.error}
          isPending={make.isPending}
          onCancel={() => void navigate({ to: '/processes' as never })}
          onSave={(input) =>
            make.mutate(input, {
              onSuccess: ({ id }) => void navigate({ to: '/processes/$id' as never, params: { id } as never }),
            })
          }
        />
      )}
    </Page>
  );
}
