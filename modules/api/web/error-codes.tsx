import { fieldCodes, problemCodes } from '../../../shared/contract/error-codes.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import classes from './api-docs.module.css';

/** Every code an answer may carry, with what people are told. */
export function ErrorCodes() {
  const { t } = useTranslation('api');
  return (
    <>
      <SectionCard title={t('errorCodes.whole')}>
        <p className={classes.note}>{t('errorCodes.wholeText')}</p>
        <Codes codes={problemCodes} />
      </SectionCard>
      <SectionCard title={t('errorCodes.fields')}>
        <p className={classes.note}>{t('errorCodes.fieldsText')}</p>
        <Codes codes={fieldCodes} />
      </SectionCard>
    </>
  );
}

function Codes({ codes }: { readonly codes: readonly string[] }) {
  const { i18n } = useTranslation();
  const texts = i18n.getResourceBundle(i18n.language, 'errors') as Readonly<Record<string, string>>;
  // As they are written: what fills the gaps is the error's own.
  const textOf = (code: string) => (texts[code] ?? texts[`${code}_other`] ?? '').replace(/\{\{.*?\}\}/g, '…');
  return (
    <dl className={classes.parameters}>
      {codes.map((code) => (
        <div key={code} className={classes.parameter}>
          <dt>
            <code>{code}</code>
          </dt>
          <dd>{textOf(code)}</dd>
        </div>
      ))}
    </dl>
  );
}
