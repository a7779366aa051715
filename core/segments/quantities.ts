/** What a refresh worked out over all customers together, and rules are judged by until the next one. */
export interface Quantities {
  /** Epoch ms of the refresh. */
  readonly fittedAt: number;
}
