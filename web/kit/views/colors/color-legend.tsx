import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { ViewSettings } from '../../../../shared/views/view-settings.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { FilterWords } from '../../filter/filter-words.tsx';
import classes from './colors.module.css';
import { accentOf } from './record-colors.tsx';

interface ColorLegendProps {
  readonly noun: NounMetadata;
  readonly rules: NonNullable<ViewSettings['colors']>;
}

/** What each colour says. */
export default function ColorLegend({ noun, rules }: ColorLegendProps) {
  const { t } = useTranslation('views');
  return (
    <ul className={classes.legend} aria-label={t('colors.legend')}>
      {rules.map(({ filter, color }) => (
        <li key={JSON.stringify(filter) + color}>
          <span className={classes.swatch} style={{ background: accentOf(color) }} aria-hidden />
          <span>
            <FilterWords noun={noun} filter={filter} />
          </span>
        </li>
      ))}
    </ul>
  );
}
