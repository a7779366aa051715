// Fader and Hardie (2013), The Gamma-Gamma Model of Monetary Value, brucehardie.com/notes/025.
// An order's value is gamma(p, nu) around the customer's own mean, nu gamma(q, gamma) among customers.

/** `gamma` in the units of the values (minor units, everywhere but in print). */
export interface GammaGammaParameters {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** The mean order value of a customer nobody knows anything about. Dependencies q > 1. */
export function populationSpend({ p, q, gamma }: GammaGammaParameters): number {
  return (p * gamma) / (q - 1);
}

/**
 * The expected mean order value of a customer whose `repeats` repeat days brought `meanValue` each: between the
 * population's mean and the customer's own, nearer to its own the more it ordered. Without repeats, or where refunds
 * ate them, the population's mean.
 */
export function expectedSpend(
  parameters: GammaGammaParameters,
  { repeats, meanValue }: { readonly repeats: number; readonly meanValue: number },
): number {
  if (repeats === 0 || meanValue <= 0) return populationSpend(parameters);
  const { p, q, gamma } = parameters;
  return ((gamma + repeats * meanValue) * p) / (p * repeats + q - 1);
}
