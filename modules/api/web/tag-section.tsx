import type { ApiDocument } from '../../../shared/openapi/document.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { endpointsOf } from './description.ts';
import { NounFields } from './noun-fields.tsx';
import { OperationLine } from './operation-line.tsx';

/** A part of the API: of a noun its fields, and what can be asked. */
export function TagSection({ document, tag }: { readonly document: ApiDocument; readonly tag: string }) {
  const { t } = useTranslation('api');
  const labels = useLabels();
  const { data } = useMetadata();
  const noun = data?.nouns.find(({ plural }) => plural === tag);
  return (
    <>
      <SectionCard title={noun ? `${labels.nouns(noun.name)}: ${t('operations')}` : tag}>
        {endpointsOf(document, tag).map((endpoint) => (
          <OperationLine key={endpoint.operation.operationId} document={document} endpoint={endpoint} />
        ))}
      </SectionCard>
      {noun && (
        <SectionCard title={t('fields')}>
          <NounFields document={document} noun={noun} />
        </SectionCard>
      )}
    </>
  );
}
