import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { SavedView } from '../../../shared/views/view.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyProblem } from '../../shell/notify.ts';
import { findField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';
import type { ListViewsState } from './list-views.tsx';
import { searchOfView } from './view-search.ts';
import classes from './view-tabs.module.css';
import { useViewWrites } from './views.queries.ts';

interface ViewNoticeProps {
  readonly noun: NounMetadata;
  readonly state: ListViewsState;
}

/** Why the view is not what it was, or not there: views could not be loaded, it is gone, fields of it are gone. */
export default function ViewNotice({ noun, state }: ViewNoticeProps) {
  const { t } = useTranslation('views');
  const { current, error, retry } = state;
  return (
    <Alert
      className={classes.notice ?? ''}
      color="orange"
      variant="light"
      p="xs"
      icon={<IconAlertTriangle size={16} />}
    >
      <Group gap="xs" justify="space-between">
        {error ? t('failed') : current ? <Faults noun={noun} view={current} /> : t('missing')}
        {error && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        )}
        {!error && current?.mayChange && <SaveAsShown view={current} state={state} />}
      </Group>
    </Alert>
  );
}

function Faults({ noun, view }: { readonly noun: NounMetadata; readonly view: SavedView }) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const format = useFormat();
  const names = view.faults.map(({ params, path }) => {
    const name = typeof params?.field === 'string' ? params.field : '';
    const field = findField(noun, name);
    return field ? labels.field(noun.name, field) : name || path;
  });
  return <span>{t('faults', { fields: format.list([...new Set(names)]) })}</span>;
}

/** Keeps the view as it is shown now, so that it need not be said again. */
function SaveAsShown({ view, state }: { readonly view: SavedView; readonly state: ListViewsState }) {
  const { t } = useTranslation('views');
  const { change } = useViewWrites(state.noun);
  const save = () => {
    const draft = { type: searchOfView(view).as ?? 'list', settings: view.settings };
    change.mutate({ id: view.id, version: view.version, draft }, { onError: (error) => notifyProblem(error, t) });
  };
  return (
    <Button size="xs" variant="default" loading={change.isPending} onClick={save}>
      {t('keepWithout')}
    </Button>
  );
}
