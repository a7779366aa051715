/** An address that must never be mailed again, known only by a keyed hash. */
export interface SuppressedAddress {
  readonly hash: string;
  readonly reason: 'bounced' | 'complained' | 'manual' | 'erased';
  readonly at: number;
}
