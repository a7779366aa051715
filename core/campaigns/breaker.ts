/** When a campaign stops by itself. Rates are shares of the accepted messages (0.02 = 2 %). */
export interface BreakerLimits {
  readonly hardBounceRate: number;
  readonly complaintRate: number;
  /** Before this many messages nothing is judged. */
  readonly afterSends: number;
}

/** What a campaign came to: recipients, each counted once. */
export interface SendHealth {
  readonly sent: number;
  readonly hardBounced: number;
  readonly complained: number;
}

export const DEFAULT_BREAKER: BreakerLimits = { hardBounceRate: 0.02, complaintRate: 0.0008, afterSends: 500 };

/** One person's complaint is no rate: it would stop any campaign of up to 1,250 messages. */
const FEWEST = 2;

export type Verdict =
  /** In words, for people. */
  | { readonly kind: 'stop'; readonly reason: string }
  /** `room`: this many more faults, of whichever kind, cannot stop it. */
  | { readonly kind: 'go'; readonly room: number };

/**
 * Judges what happened since `before` (the state at the last halt; somebody resumed since and answers for it). SES
 * itself reviews an account at 5 % bounces or 0.1 % complaints: these limits come first.
 */
export function judgeHealth(health: SendHealth, limits: BreakerLimits, before?: SendHealth): Verdict {
  const sent = health.sent - (before?.sent ?? 0);
  const hardBounced = health.hardBounced - (before?.hardBounced ?? 0);
  const complained = health.complained - (before?.complained ?? 0);
  const judged = Math.max(sent, limits.afterSends);
  const bounceLimit = limits.hardBounceRate * judged;
  const complaintLimit = limits.complaintRate * judged;
  if (sent >= limits.afterSends) {
    const counts = (count: number, limit: number, share: number, what: string): Verdict | undefined =>
      count >= limit && count >= FEWEST
        ? { kind: 'stop', reason: `${count} of ${sent} messages ${what}, the limit is ${percent(share)}` }
        : undefined;
    const verdict =
      counts(hardBounced, bounceLimit, limits.hardBounceRate, 'bounced for good') ??
      counts(complained, complaintLimit, limits.complaintRate, 'met with a complaint');
    if (verdict) return verdict;
  }
  return {
    kind: 'go',
    room: Math.max(0, Math.floor(Math.min(bounceLimit - hardBounced, complaintLimit - complained))),
  };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(4))} %`;
}
