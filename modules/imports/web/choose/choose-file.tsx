import { Alert, Button, Chip, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { problemLines } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { EmptyState } from '../../../../web/ui/empty-state.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { useUpload } from '../import.queries.ts';
import { inUsualOrder, isImportable } from '../importable.ts';
import classes from './choose-file.module.css';
import { FileDrop } from './file-drop.tsx';
import { findFileFault, maxMegabytes } from './file-fault.ts';

/** The first step: what the rows are, and the file. */
export function ChooseFile({ target: given }: { readonly target: string | undefined }) {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const [target, setTarget] = useState(given ?? '');
  const [file, setFile] = useState<File | null>(null);
  const upload = useUpload();
  const nouns = inUsualOrder((useMetadata().data?.nouns ?? []).filter(isImportable));
  const fault = file && findFileFault(file);
  if (nouns.length === 0) return <EmptyState title={t('nothingToImport')} text={t('nothingToImportText')} />;
  const choose = (chosen: File) => {
    upload.reset();
    setFile(chosen);
  };
  const send = () => {
    if (!file) return;
    const forward = ({ id }: { readonly id: string }) => void navigate({ to: '/import', search: { id } as never });
    upload.mutate({ target, file }, { onSuccess: forward });
  };
  return (
    <div className={classes.parts}>
      <SectionCard title={t('target.title')}>
        <NounChips nouns={nouns.map(({ name }) => name)} value={target} onChange={setTarget} />
      </SectionCard>
      <SectionCard title={t('file.title')}>
        <FileDrop file={file} onFile={choose} disabled={upload.isPending} />
        <Text size="xs" c="dimmed" mt="xs">
          {t('file.hint', { megabytes: maxMegabytes })}
        </Text>
        {(fault || upload.error) && (
          <Alert color="red" mt="sm" role="alert">
            {fault ? t(fault, { megabytes: maxMegabytes }) : problemLines(upload.error, t)}
          </Alert>
        )}
      </SectionCard>
      <Group justify="flex-end" align="center" gap="sm" mt="md">
        {file && !target && (
          <Text size="sm" c="dimmed">
            {t('target.missing')}
          </Text>
        )}
        <Button
          rightSection={<IconArrowRight size={16} />}
          disabled={!file || !target || Boolean(fault)}
          loading={upload.isPending}
          onClick={send}
        >
          {t(upload.error ? 'file.again' : 'file.send')}
        </Button>
      </Group>
    </div>
  );
}

interface NounChipsProps {
  readonly nouns: readonly string[];
  readonly value: string;
  readonly onChange: (noun: string) => void;
}

function NounChips({ nouns, value, onChange }: NounChipsProps) {
  const { t } = useTranslation('imports');
  const labels = useLabels();
  return (
    <Chip.Group value={value} onChange={onChange}>
      <Group gap="xs" role="radiogroup" aria-label={t('target.title')}>
        {nouns.map((noun) => (
          <Chip key={noun} value={noun} variant="outline" size="sm">
            {labels.nouns(noun)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
