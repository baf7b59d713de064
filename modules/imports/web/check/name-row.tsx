import { Button } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ChoiceBadge } from '../../../../web/kit/fields/values/choice-badge.tsx';
import type { NameQuestion } from '../../contract/index.ts';
import { type Draft, pathOf } from '../draft.ts';
import { joinLabels, type PathTarget } from '../path-label.ts';
import { OptionChoice, RecordChoice } from './name-choice.tsx';
import classes from './name-questions.module.css';

interface NameRowProps {
  readonly question: NameQuestion;
  readonly draft: Draft;
  readonly follow: (path: string) => PathTarget | null;
}

const colors = { normalised: 'teal', near: 'orange', chosen: 'blue', new: 'gray', unknown: 'red' } as const;

/** One name of the file: how often it stands there, what it is taken for, and another choice. */
export function NameRow({ question, draft, follow }: NameRowProps) {
  const { t } = useTranslation('imports');
  const { header, value, kind, rows, suggestions } = question;
  const path = pathOf(draft.mapping, header);
  const target = path ? follow(path) : null;
  const decided = draft.mapping.names?.[header]?.[value];
  const choice = { question, decided, onDecide: (name: string) => draft.decideName(header, value, name) };
  const similar = decided === undefined && value !== suggestions[0] ? suggestions[0] : undefined;
  return (
    <li className={classes.name}>
      <div>
        <span className={classes.value}>{value}</span>
        <div className={classes.facts}>
          {target ? joinLabels(target.labels) : header} · {t('names.rows', { count: rows })}
        </div>
      </div>
      <div className={classes.choice}>
        {target && isChoice(target) && <OptionChoice {...choice} target={target} />}
        {target && !isChoice(target) && <RecordChoice {...choice} target={target} />}
        {similar ? (
          <Button size="compact-sm" variant="light" onClick={() => choice.onDecide(similar)}>
            {t('names.similar', { name: similar })}
          </Button>
        ) : (
          <ChoiceBadge color={colors[kind]}>{t(`names.kind.${kind}`)}</ChoiceBadge>
        )}
      </div>
    </li>
  );
}

const isChoice = ({ field }: PathTarget) => field.kind === 'choice' || field.kind === 'choices';
