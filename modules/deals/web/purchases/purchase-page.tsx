import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money, Reference } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { titleOf } from '../../../../web/kit/data/record-title.ts';
import { amountsOf } from '../../../../web/kit/data/record-values.ts';
import { FieldValue } from '../../../../web/kit/fields/field-value.tsx';
import { ReferenceLabel } from '../../../../web/kit/fields/values/reference-label.tsx';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { SameCents } from '../../../../web/ui/same-cents.tsx';
import classes from './purchases.module.css';
import { type Bought, useBought } from './purchases.queries.ts';

interface PurchasePageProps {
  readonly noun: NounMetadata;
  readonly deals: readonly AnyRecord[];
  /** Of several companies it is told whose each is. */
  readonly withClient: boolean;
}

/** Some purchases with what was bought in each. */
export function PurchasePage(props: PurchasePageProps) {
  const line = useNoun('dealLine');
  if (!line?.may.read || props.deals.length === 0) return <Deals {...props} line={null} boughtIn={nothing} />;
  return <WithProducts {...props} line={line} />;
}

const nothing = (): Bought => ({ lines: [], more: false });

function WithProducts({ line, ...props }: PurchasePageProps & { readonly line: NounMetadata }) {
  const bought = useBought(line, props.deals);
  return (
    <>
      <Deals {...props} line={line} boughtIn={bought.of} />
      {bought.error && <ErrorState error={bought.error} />}
    </>
  );
}

interface DealsProps extends PurchasePageProps {
  readonly line: NounMetadata | null;
  readonly boughtIn: (deal: AnyRecord) => Bought;
}

function Deals({ noun, deals, withClient, line, boughtIn }: DealsProps) {
  const { t } = useTranslation('deals');
  const format = useFormat();
  const [amount, closedOn] = [findField(noun, 'amount'), findField(noun, 'closedOn')];
  const lines = deals.flatMap((deal) => boughtIn(deal).lines);
  const amounts = [...amountsOf(noun.fields, deals), ...(line ? amountsOf(line.fields, lines) : [])];
  return (
    <SameCents amounts={amounts}>
      <ul className={classes.deals}>
        {deals.map((deal) => {
          const { lines: own, more } = boughtIn(deal);
          return (
            <li key={deal.id} className={classes.deal}>
              <span className={classes.name}>
                <RecordLink noun="deal" id={deal.id}>
                  {titleOf(noun, deal, format)}
                </RecordLink>
              </span>
              <span className={classes.amount}>
                {amount && <FieldValue noun={noun} field={amount} value={deal[amount.name]} compact />}
              </span>
              <span className={classes.facts}>
                {closedOn && <FieldValue noun={noun} field={closedOn} value={deal[closedOn.name]} compact />}
                {withClient && <Client deal={deal} />}
              </span>
              {line && own.length > 0 && <Products noun={line} lines={own} />}
              {more && (
                <span className={classes.facts}>
                  <RecordLink noun="deal" id={deal.id}>
                    {t('purchases.moreProducts')}
                  </RecordLink>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </SameCents>
  );
}

function Client({ deal }: { readonly deal: AnyRecord }) {
  const company = deal.company as Reference | null | undefined;
  if (!company) return null;
  return (
    <RecordLink noun="company" id={company.id}>
      <ReferenceLabel noun="company" reference={company} />
    </RecordLink>
  );
}

/** Each with how many, leading to the product where it is one of the price list. */
function Products({ noun, lines }: { readonly noun: NounMetadata; readonly lines: readonly AnyRecord[] }) {
  const format = useFormat();
  return (
    <ul className={classes.products}>
      {lines.map((one) => (
        <li key={one.id} className={classes.product}>
          <span className={classes.name}>
            {one.product ? (
              <RecordLink noun="product" id={(one.product as Reference).id}>
                {titleOf(noun, one, format)}
              </RecordLink>
            ) : (
              titleOf(noun, one, format)
            )}
            {typeof one.quantity === 'number' && one.quantity !== 1 && ` × ${format.number(one.quantity)}`}
          </span>
          <span className={classes.amount}>{one.amount ? format.money(one.amount as Money) : ''}</span>
        </li>
      ))}
    </ul>
  );
}
