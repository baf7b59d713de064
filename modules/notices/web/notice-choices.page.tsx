import { Checkbox, Table, Text } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { NoticeChoices } from '../contract/index.ts';
import { useChooseNotices, useNoticeChoices } from './notices.queries.ts';
import { ofNobody } from './of-nobody.ts';

/** By kind of notice: whether it stands in the list, comes by e-mail, both or neither. */
export function NoticeChoicesPage() {
  const { t } = useTranslation('notices');
  const { data, error, refetch } = useNoticeChoices();
  const isAlone = useSession()?.alone === true;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  // Who works alone is told nothing by others.
  const items = data.items.filter(({ kind }) => !isAlone || ofNobody.has(kind));
  return (
    <Page title={t('choices.title')} layout="text">
      <SectionCard title={t('choices.heading')}>
        <ChoiceTable items={items} />
        {!data.mailIsSetUp && (
          <Text size="sm" c="dimmed" mt="sm">
            {t('choices.noMail')}
          </Text>
        )}
        <Text size="sm" c="dimmed" mt="sm">
          {t('choices.fixed')}
        </Text>
      </SectionCard>
    </Page>
  );
}

const ways = ['shown', 'mailed'] as const;

function ChoiceTable({ items }: { readonly items: NoticeChoices['items'] }) {
  const { t } = useTranslation('notices');
  const choose = useChooseNotices();
  return (
    <Table verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('choices.kind')}</Table.Th>
          {ways.map((way) => (
            <Table.Th key={way} ta="center" w={{ base: '4.5rem', sm: '6.5rem' }}>
              {t(`choices.${way}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ fixed, ...choice }) => (
          <Table.Tr key={choice.kind}>
            <Table.Th scope="row" fw={400}>
              {t(`choices.kinds.${choice.kind}`)}
            </Table.Th>
            {ways.map((way) => (
              <Table.Td key={way} align="center">
                <Checkbox
                  display="inline-block"
                  aria-label={`${t(`choices.kinds.${choice.kind}`)}: ${t(`choices.${way}`)}`}
                  checked={choice[way] || (fixed.includes(way) && choice.kind === 'account')}
                  disabled={fixed.includes(way)}
                  onChange={({ currentTarget: { checked } }) =>
                    choose.mutate({ ...choice, [way]: checked }, { onError: (error) => notifyProblem(error, t) })
                  }
                />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
