import type { TFunction } from 'i18next';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { RecordLink } from '../../../web/kit/record-link.tsx';
import list from '../../../web/ui/framed-list.module.css';
import type { AuditLine } from '../contract/index.ts';
import classes from './oversight.module.css';

interface AuditLineProps {
  readonly line: AuditLine;
  /** Among lines of one person it need not be said whose it is. */
  readonly isTheirs?: boolean;
}

/** One line of the audit: who did what, when and whence, and the record if it is about one. */
export function AuditLineView({ line, isTheirs = false }: AuditLineProps) {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  const labels = useLabels();
  const described = useNoun(line.noun ?? '');
  const { at, member, noun, record, door, address, requests } = line;
  const facts = [
    format.dateTime(at),
    t(`doors.${door}`, { defaultValue: door }),
    ...(address ? [address] : []),
    ...(requests === null ? [] : [t('line.requests', { count: requests })]),
  ];
  return (
    <li className={list.line}>
      {!isTheirs && (
        <span className={classes.who}>
          {member ? member.name : t(line.kind === 'signInFailed' ? 'unknown' : 'system')}
        </span>
      )}
      <span className={list.name}>
        {whatOf(line, t)}
        {noun && ` · ${t(`things.${noun}`, { defaultValue: labels.nouns(noun) })}`}
        <Fields line={line} />
      </span>
      {noun && record && described && !described.internal && (
        <span className={classes.open}>
          <RecordLink noun={noun} id={record}>
            {t('line.open')}
          </RecordLink>
        </span>
      )}
      <div className={list.facts}>{facts.join(' · ')}</div>
    </li>
  );
}

const counted: ReadonlySet<string> = new Set(['export', 'print', 'listed', 'read']);
const named: ReadonlySet<string> = new Set([
  ...[
    'reveal',
    'hearing',
    'file',
    'audit',
    'report',
    'opened',
    'figures',
    'signIn',
    'signInFailed',
    'passkeyAdded',
    'passkeyRemoved',
    'appAdded',
    'appRemoved',
    'codesRenewed',
    'passwordChanged',
    'factorsReset',
    'created',
    'updated',
    'deleted',
    'restored',
    'shared',
    'unshared',
    'restricted',
    'unrestricted',
    'seenAs',
    'secondFactorReset',
    'keyMade',
    'keyEnded',
    'portalInvited',
    'portalEnded',
    'released',
    'applied',
    'stopped',
    'undone',
    'domainProved',
    'domainMissing',
    'domainLost',
  ],
]);

function whatOf({ kind, records }: AuditLine, t: TFunction): string {
  if (counted.has(kind)) return t(`oversight:line.${kind}`, { count: records ?? 0 });
  return named.has(kind) ? t(`oversight:line.${kind}`) : t('oversight:line.other', { kind });
}

/** The fields that were changed or shown. What was asked for in an export is more than a line holds. */
function Fields({ line: { sort, kind, noun: name, fields } }: { readonly line: AuditLine }) {
  const labels = useLabels();
  const noun = useNoun(name ?? '');
  if ((sort !== 'changed' && kind !== 'reveal') || !noun || fields.length === 0) return null;
  const known = fields.flatMap((one) => noun.fields.find((field) => field.name === one) ?? []);
  if (known.length === 0) return null;
  return <span className={classes.fields}> ({known.map((field) => labels.field(noun.name, field)).join(', ')})</span>;
}
