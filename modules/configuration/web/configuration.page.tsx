import { Button, FileButton, Text } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import type { ConfigurationSource } from '../contract/index.ts';
import { CompareVersions } from './compare-versions.tsx';
import classes from './configuration.module.css';
import { downloadPackage, useVersions } from './configuration.queries.ts';
import type { Comparison } from './index.ts';
import { readPackageFile } from './read-package-file.ts';
import { SandboxSection } from './sandbox-section.tsx';
import { type VersionAct, VersionLine } from './version-line.tsx';

const BringInDialog = part(() => import('./bring-in-dialog.tsx'));

interface Intent {
  readonly title: string;
  readonly act: string;
  readonly source: ConfigurationSource;
}

/** What the workspace has made of Rapport: its versions, and the ways in and out. */
export function ConfigurationPage() {
  const { t } = useTranslation('configuration');
  const navigate = useNavigate();
  const compared = useSearch({ strict: false }) as Comparison;
  const [intent, setIntent] = useState<Intent | null>(null);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useVersions();
  const versions = data?.pages.flatMap(({ items }) => items) ?? [];
  const compare = (search: Comparison) => void navigate({ to: '/configuration', search, replace: true } as never);
  const download = (version?: number) =>
    void downloadPackage(`rapport-configuration${version ? `-${version}` : ''}.json`, version).catch((thrown) =>
      notifyProblem(thrown, t),
    );
  const act = (what: VersionAct, number: number) => {
    if (what === 'download') download(number);
    if (what === 'compare') compare({ from: number });
    if (what === 'undo')
      setIntent({ title: t('undo.title', { number }), act: t('undo.act'), source: { undo: number } });
    if (what === 'goBack')
      setIntent({ title: t('goBack.title', { number }), act: t('goBack.act'), source: { version: number } });
  };
  return (
    <Page title={t('title')} layout="text" actions={<InAndOut onDownload={() => download()} onIntent={setIntent} />}>
      <Text c="dimmed" mb="md">
        {t('text')}
      </Text>
      {compared.from !== undefined && <CompareVersions versions={versions} compared={compared} onChange={compare} />}
      <SandboxSection
        onTakeOver={() =>
          setIntent({ title: t('sandbox.takeOverTitle'), act: t('sandbox.act'), source: { sandbox: true } })
        }
      />
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      <ul className={classes.versions}>
        {versions.map((version, index) => (
          <VersionLine key={version.number} version={version} isNewest={index === 0} onAct={act} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('older')}
        </Button>
      )}
      <Suspense>{intent && <BringInDialog {...intent} onClose={() => setIntent(null)} />}</Suspense>
    </Page>
  );
}

interface InAndOutProps {
  readonly onDownload: () => void;
  readonly onIntent: (intent: Intent) => void;
}

function InAndOut({ onDownload, onIntent }: InAndOutProps) {
  const { t } = useTranslation('configuration');
  const take = (file: File | null) => {
    if (!file) return;
    void readPackageFile(file).then(
      (packed) => onIntent({ title: t('import.title'), act: t('import.act'), source: { package: packed } }),
      (error) => notifyProblem(error, t),
    );
  };
  return (
    <>
      <Button variant="default" leftSection={<IconDownload size={16} />} onClick={onDownload}>
        {t('export')}
      </Button>
      <FileButton accept="application/json,.json" onChange={take}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size={16} />}>
            {t('import.choose')}
          </Button>
        )}
      </FileButton>
    </>
  );
}
