import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './states.module.css';

const widths = ['62%', '84%', '48%', '72%', '56%', '80%', '66%', '40%'];

/** Grey lines where content is about to appear; said aloud as "Loading". */
export function LoadingState({ lines = 5 }: { readonly lines?: number }) {
  const { t } = useTranslation('shell');
  return (
    <div className={classes.lines} role="status">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={`${index}/${lines}`} height={14} width={widths[index % widths.length]} radius="sm" />
      ))}
    </div>
  );
}
