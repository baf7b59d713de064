import classes from './brand.module.css';

/** The product's mark: two circles that share a part. */
export function BrandMark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <circle cx="12.4" cy="16" r="5.4" />
      <circle cx="19.6" cy="16" r="5.4" />
    </svg>
  );
}
