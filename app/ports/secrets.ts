/** Names with a slash, `hooks/shop`, belong to a group: they come and go while Peyk runs. The others are always there. */
export interface Secrets {
  /** The value to use first, then the other one that is valid; empty where there is no such secret. */
  get(name: string): Promise<string[]>;
  /**
   * Makes `value` current. The one before stays valid for `overlapMs` (default 24 hours), and the one to use for
   * `settleMs` (default 0), which those of a group do not have.
   */
  put(name: string, value: string, overlapMs?: number, settleMs?: number): Promise<void>;
  /** Forgets one of a group. Others may know it for another minute. */
  remove(name: string): Promise<void>;
}
