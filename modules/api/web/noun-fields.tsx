import { operandKindOf, partsOf } from '../../../shared/filter/field-path.ts';
import { operatorsOf } from '../../../shared/filter/operators-of.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { ApiDocument, JsonSchema } from '../../../shared/openapi/document.ts';
import { typeText } from '../../../shared/openapi/type-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { NamedField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import classes from './api-docs.module.css';

/** Every field of a noun: what it is called, what it holds, and what it can be filtered by. */
export function NounFields({ document, noun }: { readonly document: ApiDocument; readonly noun: NounMetadata }) {
  const title = noun.name.charAt(0).toUpperCase() + noun.name.slice(1);
  const schema = document.components.schemas[title]?.properties as Readonly<Record<string, JsonSchema>> | undefined;
  return (
    <ul className={classes.fields}>
      {noun.fields.map((field) => (
        <FieldLine key={field.name} noun={noun.name} field={field} schema={schema?.[field.name]} />
      ))}
    </ul>
  );
}

interface FieldLineProps {
  readonly noun: string;
  readonly field: NamedField;
  readonly schema: JsonSchema | undefined;
}

function FieldLine({ noun, field, schema }: FieldLineProps) {
  const { t } = useTranslation('api');
  const labels = useLabels();
  const marks = [
    field.required && t('mark.required'),
    field.readOnly && t('mark.readOnly'),
    field.unique && t('mark.unique'),
    field.search && t('mark.search'),
    field.retired && t('mark.retired'),
  ].filter((mark) => typeof mark === 'string');
  const parts = partsOf(field).map((part) => `${field.name}.${part}`);
  return (
    <li className={classes.field}>
      <div className={classes.names}>
        <code className={classes.name}>{field.name}</code>
        <span>{labels.field(noun, field)}</span>
        <span className={classes.dim}>{[field.kind, ...marks].join(' · ')}</span>
      </div>
      {schema && <code className={classes.type}>{typeText(schema)}</code>}
      {'options' in field && (
        <p className={classes.note}>
          {field.options.map(({ value }) => (
            <code key={value} className={classes.option}>
              {value}
            </code>
          ))}
        </p>
      )}
      {'to' in field && <p className={classes.note}>{t('pointsAt', { noun: labels.nouns(field.to) })}</p>}
      <p className={classes.note}>
        {t('filteredBy')} <code>{operatorsOf(operandKindOf(field.kind)).join(' ')}</code>
        {parts.length > 0 && (
          <>
            {' '}
            · {t('parts')} <code>{parts.join(' ')}</code>
          </>
        )}
      </p>
    </li>
  );
}
