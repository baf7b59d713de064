import { useQuery } from '@tanstack/react-query';
import { BrandMark } from '../../ui/brand.tsx';
import { metadataQuery } from '../session.ts';
import classes from './sidebar.module.css';

/** The workspace's own mark, else the product's. */
export function WorkspaceMark({ size = 22 }: { readonly size?: number }) {
  const logo = useQuery({ ...metadataQuery, enabled: false }).data?.appearance?.brand?.logo;
  return logo ? (
    <img className={classes.mark} src={logo} alt="" width={size} height={size} />
  ) : (
    <BrandMark size={size} />
  );
}
