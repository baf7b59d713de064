import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounWords } from '../../../shared/nouns/noun-words.ts';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { filledWords } from './noun-form.ts';
import { type ShippedNoun, useNameNoun } from './noun-names.queries.ts';
import { NounWordsInputs } from './noun-words-inputs.tsx';

interface NounNamesDialogProps {
  readonly noun: ShippedNoun;
  readonly onClose: () => void;
}

/** Calls a kind of record that Rapport ships with otherwise, or by its shipped names again. */
export default function NounNamesDialog({ noun, onClose }: NounNamesDialogProps) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const [words, setWords] = useState<NounWords>(noun.definition);
  const name = useNameNoun(noun);
  // What was refused is shown from `name.error`; its own callbacks would be lost where the page renews itself meanwhile.
  const save = (definition: NounWords) => name.mutateAsync(definition).then(onClose, () => undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(filledWords({ ...words }));
  };
  const errors = Object.entries(problemFields(name.error, t)).map(([path, text]) => [
    path.replace(/^definition\./, ''),
    text,
  ]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('nounPage.rename', { name: labels.nouns(noun.noun) })}
      closeButtonProps={{ 'aria-label': t('fields.cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FormProblem error={name.error} />
          <NounWordsInputs
            words={words}
            shipped={noun.shipped}
            errors={Object.fromEntries(errors)}
            onChange={(part) => {
              name.reset();
              setWords((known) => ({ ...known, ...part }));
            }}
          />
          <Group justify="flex-end" gap="xs">
            {Object.keys(noun.definition).length > 0 && (
              <Button variant="subtle" color="gray" mr="auto" onClick={() => void save({})}>
                {t('nounPage.resetNames')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('fields.cancel')}
            </Button>
            <Button type="submit" loading={name.isPending}>
              {t('fields.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
