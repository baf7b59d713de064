import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from '../i18n/use-translation.tsx';
import classes from './states.module.css';

const widths = ['62%', '84%', '48%', '72%', '56%', '80%', '66%', '40%'] as const;

/** Grey lines where content is about to appear; said aloud as "Loading". */
export function LoadingState({ lines = 5 }: { readonly lines?: number }) {
  const { t } = useTranslation('shell');
  return (
    <div className={classes.lines} role="status">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      {widths.slice(0, lines).map((width) => (
        <Skeleton key={width} height={14} width={width} radius="sm" />
      ))}
    </div>
  );
}
