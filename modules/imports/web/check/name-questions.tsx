import { Text } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { ImportTable, NameQuestion } from '../../contract/index.ts';
import type { Draft } from '../draft.ts';
import { usePaths } from '../path-label.ts';
import classes from './name-questions.module.css';
import { NameRow } from './name-row.tsx';
import { needsLook } from './needs-look.ts';

interface NameQuestionsProps {
  readonly table: ImportTable;
  readonly draft: Draft;
  readonly names: readonly NameQuestion[];
}

/** The most names of a kind that are listed: nobody decides on more one by one. */
const mostListed = 100;

/** Names in the file that are not written as what they mean, or that nothing is known by: each can be decided. */
export function NameQuestions({ table, draft, names }: NameQuestionsProps) {
  const { t } = useTranslation('imports');
  const open = names.filter(needsLook);
  const created = names.filter((question) => !needsLook(question));
  return (
    <SectionCard title={t('names.title')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('names.text')}
      </Text>
      {open.length > 0 && <NameList table={table} draft={draft} names={open} />}
      {created.length > 0 && (
        <details className={classes.created} open={created.length <= 10}>
          <summary>{t('names.created', { count: created.length })}</summary>
          <NameList table={table} draft={draft} names={created} />
        </details>
      )}
    </SectionCard>
  );
}

function NameList({ table, draft, names }: NameQuestionsProps) {
  const { t } = useTranslation('imports');
  const follow = usePaths(table.target);
  return (
    <>
      <ul className={classes.names}>
        {names.slice(0, mostListed).map((question) => (
          <NameRow key={`${question.header} ${question.value}`} question={question} draft={draft} follow={follow} />
        ))}
      </ul>
      {names.length > mostListed && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('names.more', { count: names.length - mostListed })}
        </Text>
      )}
    </>
  );
}
