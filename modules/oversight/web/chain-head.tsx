import { Button, Code, CopyButton, Text } from '@mantine/core';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import classes from './oversight.module.css';
import { useChainHead } from './oversight.queries.ts';

/** The newest seal of the change log, to be kept elsewhere. */
export function ChainHead() {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  const { data } = useChainHead();
  if (!data) return null;
  const { head } = data;
  const line = head ? `${head.number} ${head.hash}` : '';
  return (
    <div className={classes.part}>
      <SectionCard title={t('chain.title')} empty={head ? undefined : t('chain.none')}>
        <Text size="sm" c="dimmed" mb="xs">
          {t('chain.text')}
        </Text>
        <div className={classes.head}>
          <Code className={classes.hash}>{line}</Code>
          <span className={classes.fields}>{head && format.dateTime(head.at)}</span>
          <CopyButton value={line}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {t(copied ? 'chain.copied' : 'chain.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
      </SectionCard>
    </div>
  );
}
