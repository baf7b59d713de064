import { IconFileSpreadsheet, IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import classes from './file-drop.module.css';

interface FileDropProps {
  readonly file: File | null;
  readonly onFile: (file: File) => void;
  readonly disabled: boolean;
}

/** Takes a file by click, by keyboard (it is the browser's own input) or dropped onto it. */
export function FileDrop({ file, onFile, disabled }: FileDropProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [first] = files ?? [];
    if (first && !disabled) onFile(first);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const kilobytes = (file?.size ?? 0) / 1024;
  const [unit, amount] = kilobytes < 1024 ? ['kilobytes', kilobytes] : ['megabytes', kilobytes / 1024];
  const size = t(`file.${unit}`, { size: format.number(amount, { maximumFractionDigits: 1 }) });
  const Icon = file ? IconFileSpreadsheet : IconFileUpload;
  return (
    <label
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={drag}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        type="file"
        className={classes.input}
        accept=".csv,.tsv,.txt,.xlsx"
        disabled={disabled}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file, mended, may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <Icon size={28} stroke={1.4} aria-hidden />
      <span className={classes.name}>{file ? file.name : t('file.choose')}</span>
      <span className={classes.detail}>{file ? `${size} · ${t('file.other')}` : t('file.drop')}</span>
    </label>
  );
}
