import { Modal } from '@mantine/core';
import { use } from 'react';
import { useTexts } from '../../bring-texts.tsx';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { keyName } from './key-name.ts';
import classes from './key-sheet.module.css';
import { type KeyGroup, type KeyLine, KeySheetContext } from './key-sheet.ts';

interface KeySheetDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Every key that means something on the screen below, by its parts. */
export default function KeySheetDialog({ opened, onClose }: KeySheetDialogProps) {
  useTexts(['kit']);
  const { t } = useTranslation('shell');
  const groups = use(KeySheetContext).groups();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t('user.keyboard')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className={classes.groups}>
        {groups.map((group) => (
          <Keys key={group.title} group={group} />
        ))}
      </div>
    </Modal>
  );
}

function Keys({ group }: { readonly group: KeyGroup }) {
  const { t } = useTranslation();
  return (
    <section className={classes.group}>
      <h3 className={classes.title}>{t(group.title)}</h3>
      <dl className={classes.lines}>
        {byLabel(group.lines, (line) => t(line.label, { ...line.values })).map(([label, keys]) => (
          <div key={label} className={classes.line}>
            <dt>
              {keys.map((key) => (
                <span key={key} className={classes.keys}>
                  {keyName(key, isMac).map((part) => (
                    <kbd key={part} className={classes.key}>
                      {part}
                    </kbd>
                  ))}
                </span>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Keys that do the same stand in one line. */
function byLabel(
  lines: readonly KeyLine[],
  labelOf: (line: KeyLine) => string,
): readonly [string, readonly string[]][] {
  const found = new Map<string, string[]>();
  for (const line of lines) found.set(labelOf(line), [...(found.get(labelOf(line)) ?? []), line.key]);
  return [...found];
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
