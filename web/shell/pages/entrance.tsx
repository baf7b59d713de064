import { NativeSelect } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Language, languages } from '../../../shared/nouns/metadata.ts';
import { languageNames } from '../../i18n/languages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { BrandMark } from '../../ui/brand.tsx';
import { pickAtEntrance } from '../entry-language.ts';
import { notifyProblem } from '../notify.ts';
import classes from './entrance.module.css';

interface EntranceProps {
  readonly title: string;
  readonly text?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The plain page before the frame: signing in and setting up. */
export function Entrance({ title, text, wide = false, children }: EntranceProps) {
  return (
    <div className={classes.entrance}>
      <title>{`${title} · Rapport`}</title>
      <header className={classes.top}>
        <span className={classes.brand}>
          <BrandMark size={26} />
          Rapport
        </span>
        <LanguageChoice />
      </header>
      <main className={classes.body} data-wide={wide || undefined}>
        <h1 className={classes.title}>{title}</h1>
        {text ? <p className={classes.text}>{text}</p> : null}
        {children}
      </main>
    </div>
  );
}

function LanguageChoice() {
  const { t } = useTranslation('shell');
  const { language, chooseLanguage } = useLanguage();
  return (
    <NativeSelect
      aria-label={t('user.language')}
      leftSection={<IconLanguage size={16} stroke={1.6} />}
      value={language}
      onChange={(event) => {
        const chosen = event.currentTarget.value as Language;
        pickAtEntrance(chosen);
        chooseLanguage(chosen).catch((error: unknown) => notifyProblem(error, t));
      }}
      data={languages.map((value) => ({ value, label: languageNames[value] }))}
    />
  );
}
