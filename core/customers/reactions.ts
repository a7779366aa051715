import type { Customer, Reactions } from './customer.ts';

/** Last opens and last clicks that are kept together, the newest: an item has to end somewhere. */
export const MAX_REACTIONS = 200;

interface Reaction {
  readonly campaignId: string;
  readonly kind: keyof Reactions;
  /** Day number. */
  readonly day: number;
}

/** Notes an open of or a click in a campaign's message, the last of each. Any order gives the same. */
export function applyReaction(customer: Customer, reaction: Reaction): Customer {
  const all = reactionsOf(customer);
  const known = all.findIndex(({ campaignId, kind }) => campaignId === reaction.campaignId && kind === reaction.kind);
  if (known === -1) all.push(reaction);
  else if ((all[known]?.day ?? 0) >= reaction.day) return customer;
  else all[known] = reaction;
  // An open and a click are kept or dropped each by itself: only then can the order not matter.
  all.sort((a, b) => b.day - a.day || (keyOf(a) < keyOf(b) ? -1 : 1));
  const kept = new Map<string, Reactions>();
  for (const { campaignId, kind, day } of all.slice(0, MAX_REACTIONS)) {
    kept.set(campaignId, { ...kept.get(campaignId), [kind]: day });
  }
  return { ...customer, reactions: Object.fromEntries(kept) };
}

function reactionsOf({ reactions }: Customer): Reaction[] {
  return Object.entries(reactions).flatMap(([campaignId, { opened, clicked }]) => [
    ...(opened === undefined ? [] : [{ campaignId, kind: 'opened', day: opened } as const]),
    ...(clicked === undefined ? [] : [{ campaignId, kind: 'clicked', day: clicked } as const]),
  ]);
}

function keyOf({ campaignId, kind }: Reaction): string {
  return `${campaignId} ${kind}`;
}
