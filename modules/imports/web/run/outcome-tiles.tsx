import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { ImportState } from '../../contract/index.ts';
import { Tiles } from '../tiles.tsx';

/** What has become of the rows so far. */
export function OutcomeTiles({ state }: { readonly state: ImportState }) {
  const { t } = useTranslation();
  const { created, updated, unchanged, rejected } = state;
  return (
    <Tiles
      tiles={[
        { label: t('nouns:importRun.fields.created'), value: created },
        { label: t('nouns:importRun.fields.updated'), value: updated },
        { label: t('nouns:importRun.fields.unchanged'), value: unchanged },
        {
          label: t('nouns:importRun.fields.rejected'),
          value: rejected,
          tone: rejected > 0 ? 'warning' : undefined,
        },
      ]}
    />
  );
}
