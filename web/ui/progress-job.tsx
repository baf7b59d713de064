import { Progress, Text } from '@mantine/core';
import { useFormat } from '../i18n/use-format.ts';

interface ProgressJobProps {
  /** What is being done, e.g. "Filling demo data". */
  readonly label: string;
  /** Between 0 and 1; null while it can not be known. */
  readonly share: number | null;
  /** A line of detail, e.g. "1,200 of 8,800 rows". */
  readonly detail?: string;
}

/** How far long work in the background has come. */
export function ProgressJob({ label, share, detail }: ProgressJobProps) {
  const format = useFormat();
  const percent = share === null ? null : Math.round(share * 100);
  return (
    <div role="status">
      <Text size="sm" fw={500} mb={6}>
        {label}
        {percent === null ? '' : ` · ${format.percent(percent / 100, 0)}`}
      </Text>
      <Progress.Root size="sm">
        <Progress.Section value={percent ?? 100} animated={percent === null} aria-label={label} />
      </Progress.Root>
      {detail ? (
        <Text size="xs" c="dimmed" mt={6}>
          {detail}
        </Text>
      ) : null}
    </div>
  );
}
