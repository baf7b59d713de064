import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PresetOffer } from '../../../shared/configuration/preset.ts';
import { localText } from '../../i18n/local-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { nounIcon } from '../../ui/noun-icon.tsx';
import { FormProblem } from '../form-problem.tsx';
import { PresetSummary } from '../preset-summary.tsx';
import { presetsQuery, useAddPreset } from '../presets.ts';
import { Entrance } from './entrance.tsx';
import classes from './set-up-trade.module.css';

/** First run, step 2: the trade, whose nouns, fields, pipelines and views the workspace begins with. */
export function SetUpTradePage() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useQuery(presetsQuery);
  const [chosen, setChosen] = useState<PresetOffer | null>(null);
  const add = useAddPreset();
  const goOn = () => void navigate({ to: '/set-up/data' });
  return (
    <Entrance title={t('trade.title')} text={t('trade.text')} wide>
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      <fieldset className={classes.trades} disabled={add.isPending}>
        <legend className={classes.legend}>{t('trade.title')}</legend>
        {data?.items.map((preset) => (
          <Trade key={preset.name} preset={preset} checked={preset === chosen} onChoose={() => setChosen(preset)} />
        ))}
      </fieldset>
      <div className={classes.foot}>
        <div className={classes.brings} aria-live="polite">
          {chosen ? (
            <PresetSummary preset={chosen} />
          ) : (
            <Text size="sm" c="dimmed">
              {t('setUp.step', { step: 2, steps: 3 })}
            </Text>
          )}
          <FormProblem error={add.error} />
        </div>
        <div className={classes.acts}>
          <Button variant="default" disabled={add.isPending} onClick={goOn}>
            {t('trade.none')}
          </Button>
          <Button
            disabled={!chosen}
            loading={add.isPending}
            onClick={() => chosen && add.mutate(chosen.name, { onSuccess: goOn })}
          >
            {t('trade.add')}
          </Button>
        </div>
      </div>
    </Entrance>
  );
}

interface TradeProps {
  readonly preset: PresetOffer;
  readonly checked: boolean;
  readonly onChoose: () => void;
}

function Trade({ preset, checked, onChoose }: TradeProps) {
  const { i18n } = useTranslation('shell');
  const NamedIcon = nounIcon(preset.icon);
  return (
    <label className={classes.trade}>
      <input type="radio" name="trade" className={classes.radio} checked={checked} onChange={onChoose} />
      <NamedIcon size={22} stroke={1.5} className={classes.icon} />
      <span>
        <span className={classes.name}>{localText(preset.label, i18n.language)}</span>
        <span className={classes.about}>{localText(preset.about, i18n.language)}</span>
      </span>
    </label>
  );
}
