import { useTranslation } from '../../i18n/use-translation.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';

/** Where a person arrives who may open none of the pages. */
export function WelcomePage() {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('welcome.title')}>
      <EmptyState title={t('welcome.nothing')} text={t('welcome.ask')} />
    </Page>
  );
}
