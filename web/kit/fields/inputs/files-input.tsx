import { ActionIcon, Button, FileButton, Progress, Stack, Text } from '@mantine/core';
import { IconUpload, IconX } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import type { FileReference } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { RemovedFiles } from '../../files/removed-files.tsx';
import { type Upload, useUploads } from '../../files/use-uploads.ts';
import type { InputProps } from '../field-view.ts';
import { FileSize } from '../values/file-size.tsx';
import { FieldSet } from './field-set.tsx';
import classes from './files-input.module.css';

/** Files dropped here or chosen, each sent at once; the record takes them when it is saved. */
export function FilesFieldInput(props: InputProps<'files'>) {
  const { t } = useTranslation('kit');
  const { noun, field, value, onChange, label, ariaLabel, error, disabled, siblings } = props;
  const record = siblings?.id;
  const held = useRef<readonly FileReference[]>(value ?? []);
  held.current = value ?? [];
  const set = (files: readonly FileReference[]) => {
    held.current = files;
    onChange(files.length > 0 ? files : null);
  };
  const { uploads, send } = useUploads((file) => set([...held.current, file]));
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <DropArea disabled={disabled === true} onFiles={send}>
        <Stack gap={6}>
          {(value ?? []).map((file) => (
            <div key={file.id} className={classes.line}>
              <Text size="sm" truncate>
                {file.name} <FileSize bytes={file.size} />
              </Text>
              <ActionIcon
                aria-label={t('file.remove', { name: file.name })}
                disabled={disabled}
                onClick={() => set(held.current.filter(({ id }) => id !== file.id))}
              >
                <IconX size={16} />
              </ActionIcon>
            </div>
          ))}
          {uploads.map((upload) => (
            <UploadLine key={upload.key} upload={upload} />
          ))}
          <FileButton multiple disabled={disabled === true} onChange={send}>
            {(button) => (
              <Button {...button} variant="subtle" size="xs" leftSection={<IconUpload size={14} />} disabled={disabled}>
                {t('file.choose')}
              </Button>
            )}
          </FileButton>
        </Stack>
      </DropArea>
      {typeof record === 'string' && !disabled && (
        <RemovedFiles
          {...{ noun: noun.name, record, field: field.name, held: value ?? [] }}
          onReturn={(file) => set([...held.current, file])}
        />
      )}
    </FieldSet>
  );
}

interface DropAreaProps {
  readonly disabled: boolean;
  readonly onFiles: (files: Iterable<File>) => void;
  readonly children: React.ReactNode;
}

function DropArea({ disabled, onFiles, children }: DropAreaProps) {
  const [over, setOver] = useState(false);
  const take = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) onFiles(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a further way; the button within is everybody's.
    <div
      className={classes.area}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={take}
    >
      {children}
    </div>
  );
}

function UploadLine({ upload }: { readonly upload: Upload }) {
  const { t } = useTranslation('kit');
  const { name, share, problem, cancel } = upload;
  return (
    <div className={classes.line}>
      <div>
        <Text size="sm" truncate>
          {name}
        </Text>
        {problem ? (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        ) : (
          <Progress value={share * 100} size="sm" aria-label={t('file.sending', { name })} />
        )}
      </div>
      <ActionIcon aria-label={t('file.cancel', { name })} onClick={cancel}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
