import { Decimal } from 'decimal.js';
import { roundMoney } from '../../../shared/money/amount.ts';
import type { ReportScope, Status } from './deal-filters.ts';
import type { Company } from './invented-sales.factory.ts';
import type { FunnelStage } from './report-names.repository.ts';
import type { PastDeal } from './sales-history.factory.ts';

/** A rate of a currency from a day on, until its next one. */
export type Rate = readonly [currency: string, validFrom: string, rate: number];

/** What the figures are worked out from: every deal there is, and the little that they are looked at by. */
export interface Ledger {
  readonly deals: readonly PastDeal[];
  readonly company: Company;
  readonly rates: readonly Rate[];
  readonly today: string;
  readonly scope: ReportScope;
}

/**
 * The pipeline report worked out slowly and by other means than the product's: deal by deal in memory, by the definitions
 * of its figures. Lists whose order is not defined are objects by the id they are about; filters are left out.
 */
export function workOutReport(ledger: Ledger) {
  const deals = ledger.deals.filter((deal) => isReported(deal, ledger));
  const of = (status: Status) => deals.filter((deal) => deal.status === status);
  const owned = (deal: PastDeal) => [deal.owner];
  const won = of('won')
    .map((deal) => worthOf(deal, ledger))
    .filter((worth) => worth !== null && !worth.missing);
  const wonSum = won.reduce((sum, worth) => sum.plus(worth?.amount ?? 0), new Decimal(0));
  return {
    today: ledger.today,
    totals: {
      ...outcomes(deals, ledger),
      open: valued(of('open'), ledger),
      weighted: weighted(of('open'), ledger),
      meanWon: { count: won.length, value: won.length > 0 ? usd(wonSum.div(won.length)) : null },
      wonCycle: cycle(of('won')),
      lostCycle: cycle(of('lost')),
    },
    stages: Object.fromEntries(ledger.company.stages.map((stage) => [stage.id, stageFigures(stage, deals, ledger)])),
    months: periods(deals, ledger, (day) => day.slice(0, 7)),
    quarters: periods(deals, ledger, (day) => `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`),
    owners: groups(deals, ledger, owned),
    teams: groups(deals, ledger, (deal) => [teamOf(deal.owner, ledger.company)]),
    products: groups(deals, ledger, productsOf, productWorth),
    lostReasons: Object.fromEntries(
      [...new Set(of('lost').map(({ lostReason }) => lostReason ?? null))].map((reason) => [
        String(reason),
        valued(
          of('lost').filter((deal) => (deal.lostReason ?? null) === reason),
          ledger,
        ),
      ]),
    ),
  };
}

function isReported(deal: PastDeal, { scope, company }: Ledger): boolean {
  const { from, to } = scope;
  const inPeriod =
    deal.status === 'open' ||
    ((!from || (deal.closedOn !== null && deal.closedOn >= from)) &&
      (!to || (deal.closedOn !== null && deal.closedOn <= to)));
  const inScope =
    (!scope.pipeline || deal.pipeline === scope.pipeline) &&
    (!scope.owner || deal.owner === scope.owner) &&
    (!scope.team || teamOf(deal.owner, company) === scope.team) &&
    (!scope.product || productsOf(deal).includes(scope.product));
  return !deal.deleted && inPeriod && inScope;
}

/** The first owner is in no team. */
function teamOf(owner: string | null, { owners, teams }: Company): string | null {
  const index = owner === null ? 0 : owners.indexOf(owner);
  return index > 0 ? (teams[index] ?? null) : null;
}

function productsOf(deal: PastDeal): readonly (string | null)[] {
  const products = new Set((deal.lines ?? []).flatMap((line) => (line.deleted || !line.product ? [] : [line.product])));
  return products.size > 0 ? [...products] : [null];
}

interface Worth {
  readonly amount: Decimal;
  /** The currency it is in where there is no rate. */
  readonly missing: string | null;
}
type WorthOf = (deal: PastDeal, ledger: Ledger, key: string | null) => Worth | null;

function worthOf(deal: PastDeal, ledger: Ledger): Worth | null {
  return deal.amount === null ? null : convert(new Decimal(deal.amount), deal, ledger);
}

/** Of its product a deal is worth the lines; without any product its amount. */
function productWorth(deal: PastDeal, ledger: Ledger, product: string | null): Worth | null {
  if (product === null) return worthOf(deal, ledger);
  const lines = (deal.lines ?? []).filter((line) => !line.deleted && line.product === product);
  return convert(Decimal.sum(0, ...lines.map((line) => line.amount)), deal, ledger);
}

function convert(amount: Decimal, { currency, status, closedOn }: PastDeal, { rates, today }: Ledger): Worth {
  if (currency === 'USD') return { amount, missing: null };
  const day = status === 'open' ? today : (closedOn ?? today);
  const known = rates.filter(([of, from]) => of === currency && from <= day);
  const last = known.reduce<Rate | null>((best, one) => (best && best[1] > one[1] ? best : one), null);
  return last ? { amount: amount.times(last[2]), missing: null } : { amount, missing: currency };
}

function valued(deals: readonly PastDeal[], ledger: Ledger, worth: WorthOf = worthOf, key: string | null = null) {
  const worths = deals.flatMap((deal) => worth(deal, ledger, key) ?? []);
  const sum = (missing: string | null) =>
    Decimal.sum(0, ...worths.filter((one) => one.missing === missing).map(({ amount }) => amount));
  const currencies = [...new Set(worths.flatMap(({ missing }) => missing ?? []))].sort();
  return {
    count: deals.length,
    value: usd(sum(null)),
    unconverted: currencies.map((currency) => ({
      count: worths.filter(({ missing }) => missing === currency).length,
      value: roundMoney({ amount: sum(currency).toFixed(), currency }),
    })),
  };
}

function outcomes(deals: readonly PastDeal[], ledger: Ledger, worth: WorthOf = worthOf, key: string | null = null) {
  const [won, lost] = (['won', 'lost'] as const).map((status) => deals.filter((deal) => deal.status === status));
  const [wins = 0, closed = 0] = [won?.length, (won?.length ?? 0) + (lost?.length ?? 0)];
  return {
    won: valued(won ?? [], ledger, worth, key),
    lost: valued(lost ?? [], ledger, worth, key),
    winRate: { rate: closed > 0 ? wins / closed : null },
  };
}

function weighted(deals: readonly PastDeal[], ledger: Ledger) {
  const shares = deals.map((deal) => {
    const worth = worthOf(deal, ledger);
    const chance = ledger.company.stages.find(({ id }) => id === deal.stage)?.probability ?? 0;
    return worth && !worth.missing ? worth.amount.times(chance).div(100) : 0;
  });
  return usd(Decimal.sum(0, ...shares));
}

function cycle(deals: readonly PastDeal[]) {
  const days = deals.flatMap(({ openedOn, closedOn }) => (openedOn && closedOn ? daysBetween(openedOn, closedOn) : []));
  return { count: days.length, days: mean(days) };
}

function stageFigures(stage: FunnelStage, deals: readonly PastDeal[], ledger: Ledger) {
  const here = deals.filter((deal) => deal.stage === stage.id && deal.status === stage.kind);
  const own = ledger.company.stages.filter(({ pipeline }) => pipeline === stage.pipeline);
  const later = new Set(own.slice(own.indexOf(stage) + 1).flatMap(({ id, kind }) => (kind === 'lost' ? [] : [id])));
  const entered = deals.filter((deal) => deal.visits?.some((visit) => visit.stage === stage.id));
  const left = entered.filter((deal) => deal.stage !== stage.id);
  const advanced = left.filter((deal) => deal.visits?.some((visit) => later.has(visit.stage)));
  const stays = left.flatMap(({ visits = [] }) => visits.filter((visit) => visit.stage === stage.id));
  const days = stays.map(({ enteredAt, leftAt }) => daysBetween(enteredAt, leftAt ?? ''));
  return {
    ...valued(here, ledger),
    weighted: weighted(here, ledger),
    ...{ entered: { count: entered.length }, left: { count: left.length }, advanced: { count: advanced.length } },
    conversion: left.length > 0 ? advanced.length / left.length : null,
    daysInStage:
      left.length > 0
        ? Decimal.sum(0, ...days)
            .div(left.length)
            .toDecimalPlaces(2)
            .toNumber()
        : null,
  };
}

/** Won and lost deals by period, those closed on no known day under `null`; periods without any are left out. */
function periods(deals: readonly PastDeal[], ledger: Ledger, periodOf: (day: string) => string) {
  const closed = deals.filter(({ status }) => status !== 'open');
  const key = ({ closedOn }: PastDeal) => (closedOn === null ? 'null' : periodOf(closedOn));
  return Object.fromEntries(
    [...new Set(closed.map(key))].map((one) => [
      one,
      outcomes(
        closed.filter((deal) => key(deal) === one),
        ledger,
      ),
    ]),
  );
}

function groups(
  deals: readonly PastDeal[],
  ledger: Ledger,
  keysOf: (deal: PastDeal) => readonly (string | null)[],
  worth: WorthOf = worthOf,
) {
  return Object.fromEntries(
    [...new Set(deals.flatMap(keysOf))].map((key) => {
      const own = deals.filter((deal) => keysOf(deal).includes(key));
      const open = own.filter(({ status }) => status === 'open');
      const figures = { ...outcomes(own, ledger, worth, key), open: valued(open, ledger, worth, key) };
      return [String(key), { ...figures, wonCycle: cycle(own.filter(({ status }) => status === 'won')) }];
    }),
  );
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function mean(days: readonly number[]): number | null {
  return days.length > 0
    ? Decimal.sum(0, ...days)
        .div(days.length)
        .toDecimalPlaces(2)
        .toNumber()
    : null;
}

function usd(amount: Decimal) {
  return roundMoney({ amount: amount.toFixed(), currency: 'USD' });
}
