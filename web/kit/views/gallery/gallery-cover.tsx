import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { FileReference } from '../../../../shared/nouns/value.ts';
import { findField, type NamedField } from '../../data/named-field.ts';
import { isPicture } from '../../files/pictures.ts';
import { contentPath } from '../../files/upload-file.ts';
import classes from './gallery.module.css';

/** The field of files whose pictures are the covers; null where the view names none that is there. */
export function findCover(noun: NounMetadata, name: string | undefined): NamedField | null {
  const field = name === undefined ? null : findField(noun, name);
  return field?.kind === 'files' ? field : null;
}

/** The first picture among the files, for those who see; an even surface where there is none or it does not arrive. */
export function GalleryCover({ files }: { readonly files: unknown }) {
  const picture = Array.isArray(files) ? (files as readonly FileReference[]).find(isPicture) : undefined;
  const [failed, setFailed] = useState<string | null>(null);
  const address = picture && contentPath(picture);
  return (
    <div className={classes.cover}>
      {address && address !== failed ? (
        <img src={address} alt="" loading="lazy" decoding="async" onError={() => setFailed(address)} />
      ) : (
        <IconPhoto size={28} stroke={1.25} aria-hidden />
      )}
    </div>
  );
}
