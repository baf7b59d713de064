import type { PresetOffer } from '../../shared/configuration/preset.ts';
import { localText } from '../i18n/local-text.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslation } from '../i18n/use-translation.tsx';
import classes from './preset-summary.module.css';

/** What a preset brings: its nouns and pipelines by name, and how many fields and views. */
export function PresetSummary({ preset }: { readonly preset: PresetOffer }) {
  const { t, i18n } = useTranslation('shell');
  const format = useFormat();
  const named = (texts: PresetOffer['nouns']) => texts.map((one) => localText(one, i18n.language)).join(', ');
  const rows = [
    [t('trade.nouns'), named(preset.nouns)],
    [t('trade.pipelines'), named(preset.pipelines)],
    [t('trade.fields'), format.number(preset.fields)],
    [t('trade.views'), format.number(preset.views.length)],
  ] as const;
  return (
    <dl className={classes.summary}>
      {rows.map(([name, value]) => (
        <div key={name} className={classes.row}>
          <dt className={classes.name}>{name}</dt>
          <dd className={classes.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
