import { UnstyledButton } from '@mantine/core';
import { Suspense, useState } from 'react';
import { part } from '../../../ui/part.tsx';
import { useShowsLinks } from '../../record-link.tsx';
import type { ValueProps } from '../field-view.ts';
import { FileSize } from './file-size.tsx';
import classes from './files-value.module.css';
import { ManyLines } from './many-lines.tsx';

const FileDialog = part(() => import('../../files/file-dialog.tsx'));

/** Names that open what is in them; plain names where the value stands inside another link. */
export function FilesValue({ noun, value, compact }: ValueProps<'files'>) {
  const { links } = useShowsLinks();
  const [shown, setShown] = useState<string | null>(null);
  const file = value.find(({ id }) => id === shown);
  const items = value.map((one) => ({
    key: one.id,
    text: links ? (
      <>
        <UnstyledButton
          className={classes.name}
          onClick={(event) => {
            event.stopPropagation();
            setShown(one.id);
          }}
        >
          {one.name}
        </UnstyledButton>
        {!compact && (
          <>
            {' '}
            <FileSize bytes={one.size} />
          </>
        )}
      </>
    ) : (
      one.name
    ),
  }));
  return (
    <>
      <ManyLines compact={compact} items={items} />
      {file && (
        <Suspense>
          <FileDialog noun={noun} file={file} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  );
}
