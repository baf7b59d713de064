import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useUpdateRecord } from '../../../../web/kit/data/record-mutations.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';

/** Writes what a rule or a territory opens; what is refused says why. */
export function useSaveOpening(noun: NounMetadata, record: AnyRecord) {
  const { t } = useTranslation('kit');
  const update = useUpdateRecord(noun);
  const save = (values: Readonly<Record<string, unknown>>) =>
    update.mutate(
      { id: record.id, version: record.version, values },
      { onError: (error) => notifyProblem(error, t, noun.name) },
    );
  return { save, isFixed: !noun.may.update || record.deletedAt !== null };
}
