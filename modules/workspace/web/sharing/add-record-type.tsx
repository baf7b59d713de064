import { Select } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { useStandardRights } from '../role/role.queries.ts';

interface AddRecordTypeProps {
  readonly taken: readonly string[];
  readonly onAdd: (noun: string) => void;
}

/** The types of records that can be opened to somebody, but for those that are there already. */
export function AddRecordType({ taken, onAdd }: AddRecordTypeProps) {
  const { t } = useTranslation('workspace');
  const labels = useLabels();
  const { data: metadata } = useMetadata();
  const { data } = useStandardRights();
  const known = new Set(metadata?.nouns.map(({ name }) => name));
  const nouns = data?.items.map(({ noun }) => noun).filter((noun) => known.has(noun) && !taken.includes(noun)) ?? [];
  return (
    <Select
      aria-label={t('sharing.addType')}
      placeholder={t('sharing.addType')}
      searchable
      value={null}
      onChange={(noun) => noun && onAdd(noun)}
      data={nouns.map((value) => ({ value, label: labels.nouns(value) }))}
      mt="sm"
      maw="20rem"
    />
  );
}
