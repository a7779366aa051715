/**
 * The truth the simulator plays, stated so that a report can be checked against it. For every persona: how
 * likely a customer buys within the window with and without our mail, and what a purchase is worth (minor
 * units, log-normal with the stated mean and `spread` = sigma of the logarithm).
 */
export interface Persona {
  readonly name: 'loyal' | 'lapsed' | 'newcomer' | 'browser';
  /** Share of the sample shop's customers. */
  readonly share: number;
  readonly buys: { readonly untreated: number; readonly treated: number };
  readonly basket: { readonly mean: number; readonly spread: number };
  readonly opens: number;
  /** Of those who open. */
  readonly clicks: number;
  readonly unsubscribes: number;
}

export const PERSONAS = [
  {
    name: 'loyal',
    share: 0.26,
    buys: { untreated: 0.12, treated: 0.24 },
    basket: { mean: 7_000, spread: 0.5 },
    opens: 0.55,
    clicks: 0.4,
    unsubscribes: 0.004,
  },
  {
    name: 'lapsed',
    share: 0.32,
    buys: { untreated: 0.03, treated: 0.09 },
    basket: { mean: 5_500, spread: 0.5 },
    opens: 0.25,
    clicks: 0.3,
    unsubscribes: 0.012,
  },
  {
    name: 'newcomer',
    share: 0.22,
    // Newcomers would have come back anyway: a campaign that only looks good by last click.
    buys: { untreated: 0.1, treated: 0.1 },
    basket: { mean: 4_500, spread: 0.5 },
    opens: 0.45,
    clicks: 0.35,
    unsubscribes: 0.006,
  },
  {
    name: 'browser',
    share: 0.2,
    buys: { untreated: 0.05, treated: 0.05 },
    basket: { mean: 4_000, spread: 0.5 },
    opens: 0.3,
    clicks: 0.2,
    unsubscribes: 0.01,
  },
] as const satisfies readonly Persona[];

/** True incremental revenue per treated customer, minor units. */
export function trueLift(persona: Persona): number {
  return (persona.buys.treated - persona.buys.untreated) * persona.basket.mean;
}
