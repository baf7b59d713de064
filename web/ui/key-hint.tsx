import classes from './key-hint.module.css';

/** The keys that do the same, e.g. `Ctrl K`; for the eye only. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <kbd className={classes.keys} aria-hidden>
      {keys}
    </kbd>
  );
}
