import { useFormat } from '../../../web/i18n/use-format.ts';
import classes from './tiles.module.css';

interface Tile {
  readonly label: string;
  readonly value: number;
  readonly tone?: 'warning' | undefined;
}

/** A few numbers side by side. */
export function Tiles({ tiles }: { readonly tiles: readonly Tile[] }) {
  const format = useFormat();
  return (
    <dl className={classes.tiles}>
      {tiles.map(({ label, value, tone }) => (
        <div key={label} className={classes.tile} data-tone={tone}>
          <dt>{label}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
