import { Badge, Button, Text, TextInput } from '@mantine/core';
import { IconRoute, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { PresetOffer } from '../../../shared/configuration/preset.ts';
import { foldText, searchWords } from '../../../shared/text/fold.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { PresetSummary } from '../../../web/shell/preset-summary.tsx';
import { presetsQuery } from '../../../web/shell/presets.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { nounIcon } from '../../../web/ui/noun-icon.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import classes from './presets.module.css';

const PresetDialog = part(() => import('./preset-dialog.tsx'));
const RestoreDialog = part(() => import('./restore-dialog.tsx'));

/** A preset that is to be made again as it was shipped. */
interface Restored {
  readonly preset: string;
  readonly name: string;
}

/** The trades there are, and what of them this workspace has. */
export function PresetsPage() {
  const { t, i18n } = useTranslation('presets');
  const [words, setWords] = useState('');
  const [looking, setLooking] = useState<PresetOffer | null>(null);
  const [restoring, setRestoring] = useState<Restored | null>(null);
  const { data, error, isPending, refetch } = useQuery(presetsQuery);
  const shown = data?.items.filter((preset) => isMeant(preset, words, i18n.language));
  return (
    <Page title={t('title')} layout="text">
      <Text c="dimmed" mb="md">
        {t('text')}
      </Text>
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <TextInput
          mb="md"
          aria-label={t('find')}
          placeholder={t('find')}
          leftSection={<IconSearch size={16} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      {shown?.length === 0 && (
        <Text c="dimmed" mb="md" role="status">
          {t('notFound')}
        </Text>
      )}
      {shown && (
        <ul className={classes.presets}>
          {shown.map((preset) => (
            <PresetLine
              key={preset.name}
              preset={preset}
              onLook={() => setLooking(preset)}
              onRestore={(name) => setRestoring({ preset: preset.name, name })}
            />
          ))}
          <StandardLine onRestore={(name) => setRestoring({ preset: 'standard', name })} />
        </ul>
      )}
      <Suspense>
        {looking && <PresetDialog preset={looking} onClose={() => setLooking(null)} />}
        {restoring && <RestoreDialog {...restoring} onClose={() => setRestoring(null)} />}
      </Suspense>
    </Page>
  );
}

/** Whether every word occurs in what the trade is called, what is said of it or what it brings, in any script. */
function isMeant({ label, about, nouns }: PresetOffer, words: string, language: string): boolean {
  const told = foldText([label, about, ...nouns].map((text) => localText(text, language)).join(' '));
  return searchWords(words).every((spellings) => spellings.some((spelling) => told.includes(spelling)));
}

interface PresetLineProps {
  readonly preset: PresetOffer;
  readonly onLook: () => void;
  readonly onRestore: (name: string) => void;
}

function PresetLine({ preset, onLook, onRestore }: PresetLineProps) {
  const { t, i18n } = useTranslation('presets');
  const name = localText(preset.label, i18n.language) ?? preset.name;
  const NamedIcon = nounIcon(preset.icon);
  const { missing, items } = preset;
  const isPartly = missing > 0 && missing < items;
  return (
    <li className={classes.preset}>
      <NamedIcon size={24} stroke={1.5} className={classes.icon} />
      <div className={classes.told}>
        <h2 className={classes.name}>{name}</h2>
        <p className={classes.about}>{localText(preset.about, i18n.language)}</p>
        <PresetSummary preset={preset} />
        {isPartly && (
          <Text size="sm" c="dimmed">
            {t('missing', { missing, items })}
          </Text>
        )}
      </div>
      <div className={classes.act}>
        {missing === 0 ? (
          <Badge variant="light" tt="none">
            {t('added')}
          </Badge>
        ) : (
          <Button variant="default" aria-label={t('lookNamed', { name })} onClick={onLook}>
            {t('look')}
          </Button>
        )}
        {missing < items && <RestoreButton name={name} onRestore={onRestore} />}
      </div>
    </li>
  );
}

/** What every workspace begins with besides its trade. */
function StandardLine({ onRestore }: { readonly onRestore: (name: string) => void }) {
  const { t } = useTranslation('presets');
  const name = t('restore.standard');
  return (
    <li className={classes.preset}>
      <IconRoute size={24} stroke={1.5} className={classes.icon} aria-hidden />
      <div className={classes.told}>
        <h2 className={classes.name}>{name}</h2>
        <p className={classes.about}>{t('restore.standardAbout')}</p>
      </div>
      <div className={classes.act}>
        <RestoreButton name={name} onRestore={onRestore} />
      </div>
    </li>
  );
}

function RestoreButton({ name, onRestore }: { readonly name: string; readonly onRestore: (name: string) => void }) {
  const { t } = useTranslation('presets');
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      aria-label={`${t('restore.look')} ${name}`}
      onClick={() => onRestore(name)}
    >
      {t('restore.look')}
    </Button>
  );
}
