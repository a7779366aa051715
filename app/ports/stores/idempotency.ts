/** An answer given before, to be given again. `body` is plain JSON. */
interface SavedResponse {
  readonly status: number;
  readonly body: unknown;
}

type IdempotencyClaim =
  /** Ours to do; finish or release it. */
  | { readonly kind: 'fresh' }
  | { readonly kind: 'replay'; readonly response: SavedResponse }
  /** The same key came with another body. */
  | { readonly kind: 'otherBody' }
  /** Somebody is at it. A claim that is neither finished nor released ends after a minute. */
  | { readonly kind: 'inProgress' };

export interface IdempotencyStore {
  /** `route` is method and path; `hash` is over the body. */
  claim(route: string, key: string, hash: string): Promise<IdempotencyClaim>;
  /** Keeps the answer for 48 hours. */
  finish(route: string, key: string, hash: string, response: SavedResponse): Promise<void>;
  /** Gives the claim back after a failure that stored nothing, so that a retry may do it. */
  release(route: string, key: string): Promise<void>;
}
