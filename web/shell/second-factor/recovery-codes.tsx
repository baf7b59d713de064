import { Alert, Button, Checkbox, CopyButton, Group, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** The codes that let in without the app, shown this once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation('shell');
  const [kept, setKept] = useState(false);
  return (
    <Stack gap="sm">
      <Alert color="yellow">{t('secondFactor.shownOnce')}</Alert>
      <SimpleGrid component="ul" cols={1} spacing={6} m={0} p={0} aria-label={t('secondFactor.codes')}>
        {codes.map((code) => (
          <li key={code} style={{ listStyle: 'none' }}>
            <code>{code}</code>
          </li>
        ))}
      </SimpleGrid>
      <Checkbox
        label={t('secondFactor.kept')}
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Group gap="xs">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'secondFactor.copied' : 'secondFactor.copy')}
            </Button>
          )}
        </CopyButton>
        <Button disabled={!kept} onClick={onDone}>
          {t('secondFactor.done')}
        </Button>
      </Group>
    </Stack>
  );
}
