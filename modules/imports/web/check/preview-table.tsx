import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { FieldValue } from '../../../../web/kit/fields/field-value.tsx';
import { isRightAligned } from '../../../../web/kit/fields/field-view.ts';
import { PlainReferences } from '../../../../web/kit/record-link.tsx';
import type { ImportTable, NameQuestion } from '../../contract/index.ts';
import { type Draft, pathOf } from '../draft.ts';
import { joinLabels, type PathTarget, usePaths } from '../path-label.ts';
import classes from '../table.module.css';

interface PreviewTableProps {
  readonly table: ImportTable;
  readonly draft: Draft;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly names: readonly NameQuestion[];
}

/** The first rows as they are understood: days as days, names as what they are taken for. */
export function PreviewTable({ table, draft, rows, names }: PreviewTableProps) {
  const { t } = useTranslation('imports');
  const follow = usePaths(table.target);
  const columns = table.columns.flatMap(({ header }) => {
    const path = pathOf(draft.mapping, header);
    const target = path ? follow(path) : null;
    return target ? [{ header, target }] : [];
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroller} aria-label={t('check.previewLabel')} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map(({ header, target }) => (
              <th key={header} scope="col" data-right={isRight(target) || undefined}>
                {joinLabels(target.labels)}
                <span className={classes.source}>{header}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place
            <tr key={index}>
              {columns.map(({ header, target }) => (
                <td key={header} data-right={isRight(target) || undefined}>
                  <PreviewValue target={target} value={taken(row[header], header, names)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PreviewValue({ target, value }: { readonly target: PathTarget; readonly value: unknown }) {
  if (value === null || value === undefined) return <span className={classes.none}>–</span>;
  if (target.part) return <>{String(value)}</>;
  return (
    <PlainReferences>
      <FieldValue noun={target.noun} field={target.field} value={value} compact />
    </PlainReferences>
  );
}

const isRight = ({ field, part }: PathTarget) => !part && isRightAligned(field.kind);

/** What a name is taken for, where it is taken for something else. */
function taken(value: unknown, header: string, names: readonly NameQuestion[]): unknown {
  const question = names.find((one) => one.header === header && one.value === value);
  return question?.name ?? value;
}
