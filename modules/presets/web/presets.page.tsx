import { Badge, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { PresetOffer } from '../../../shared/configuration/preset.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { PresetSummary } from '../../../web/shell/preset-summary.tsx';
import { presetsQuery } from '../../../web/shell/presets.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { nounIcon } from '../../../web/ui/noun-icon.tsx';
import { Page } from '../../../web/ui/page.tsx';
import classes from './presets.module.css';

const PresetDialog = lazy(() => import('./preset-dialog.tsx'));

/** The trades there are, and what of them this workspace has. */
export function PresetsPage() {
  const { t } = useTranslation('presets');
  const [looking, setLooking] = useState<PresetOffer | null>(null);
  const { data, error, isPending, refetch } = useQuery(presetsQuery);
  return (
    <Page title={t('title')} layout="text">
      <Text c="dimmed" mb="md">
        {t('text')}
      </Text>
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <ul className={classes.presets}>
          {data.items.map((preset) => (
            <PresetLine key={preset.name} preset={preset} onLook={() => setLooking(preset)} />
          ))}
        </ul>
      )}
      <Suspense>{looking && <PresetDialog preset={looking} onClose={() => setLooking(null)} />}</Suspense>
    </Page>
  );
}

function PresetLine({ preset, onLook }: { readonly preset: PresetOffer; readonly onLook: () => void }) {
  const { t, i18n } = useTranslation('presets');
  const name = localText(preset.label, i18n.language) ?? preset.name;
  const NamedIcon = nounIcon(preset.icon);
  const { missing, items } = preset;
  const isPartly = missing > 0 && missing < items;
  return (
    <li className={classes.preset}>
      <NamedIcon size={24} stroke={1.5} className={classes.icon} />
      <div className={classes.told}>
        <h2 className={classes.name}>{name}</h2>
        <p className={classes.about}>{localText(preset.about, i18n.language)}</p>
        <PresetSummary preset={preset} />
        {isPartly && (
          <Text size="sm" c="dimmed">
            {t('missing', { missing, items })}
          </Text>
        )}
      </div>
      <div className={classes.act}>
        {missing === 0 ? (
          <Badge variant="light" tt="none">
            {t('added')}
          </Badge>
        ) : (
          <Button variant="default" aria-label={t('lookNamed', { name })} onClick={onLook}>
            {t('look')}
          </Button>
        )}
      </div>
    </li>
  );
}
