import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { Preview } from './preset-dialog.tsx';
import classes from './presets.module.css';

type Change = Preview['changes'][number];

/** What would be added, part by part: fields by the noun they are of, stages by their pipeline. */
export function PresetPreview({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTranslation('presets');
  const nameOf = useNames(changes);
  const shown = changes.filter((change) => change.part !== 'fieldSettings' || isOfModule(change));
  const parts = [...new Set(shown.map(({ part }) => part))];
  return parts.map((part) => {
    const groups = groupsOf(shown.filter((change) => change.part === part));
    return (
      <section key={part} className={classes.part}>
        <h3 className={classes.partName}>{t(`parts.${part}`)}</h3>
        {groups.map(([owner, items]) => (
          <p key={owner} className={classes.items}>
            {owner && <span className={classes.of}>{`${nameOf.owner(owner)}: `}</span>}
            {items.map(nameOf.item).join(', ')}
          </p>
        ))}
      </section>
    );
  });
}

/** What is said of an added field belongs to it; what a module's directory gains is told. */
function isOfModule({ key }: Change): boolean {
  return !/\.x[A-Z]/.test(key);
}

/** Fields are known by `noun.field`, stages by their pipeline's key and their own. */
function groupsOf(changes: readonly Change[]): readonly (readonly [string, readonly Change[]])[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const isPart = ['fields', 'fieldSettings', 'stages'].includes(change.part);
    const owner = isPart ? change.key.slice(0, change.key.lastIndexOf('.')) : '';
    groups.set(owner, [...(groups.get(owner) ?? []), change]);
  }
  return [...groups];
}

/** What things are called: those that come with the preset, and the nouns that are here. */
function useNames(changes: readonly Change[]) {
  const { t, i18n } = useTranslation('presets');
  const said = (label: Change['label']) => (typeof label === 'string' ? label : localText(label, i18n.language)) ?? '';
  const coming = new Map(changes.map((change) => [change.key, said(change.label)]));
  return {
    item: ({ part, key, label }: Change) =>
      part === 'fieldSettings' ? t(`nouns:${key.replace('.', '.fields.')}`, { defaultValue: key }) : said(label),
    owner: (key: string) => coming.get(key) ?? t(`nouns:${key}.many`, { defaultValue: '' }),
  };
}
