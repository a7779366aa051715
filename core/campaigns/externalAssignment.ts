/** One customer of a campaign that was run elsewhere. */
export interface ExternalAssignment {
  readonly customerId: string;
  readonly arm: string;
  readonly at: number;
  /** Labels, ascending. */
  readonly segments: readonly string[];
  /** Minor units per message. */
  readonly cost?: number;
}

/** Symmetric, so that neither order nor repetition matters: ties are settled by arm, then by cost. */
export function mergeAssignments(one: ExternalAssignment, other: ExternalAssignment): ExternalAssignment {
  const segments = [...one.segments, ...other.segments];
  const [first] = [one, other].sort((a, b) => a.at - b.at || compare(a.arm, b.arm) || (a.cost ?? -1) - (b.cost ?? -1));
  return normaliseAssignment({ ...(first ?? one), segments });
}

export function normaliseAssignment({ customerId, arm, at, segments, cost }: ExternalAssignment): ExternalAssignment {
  const labels = [...new Set(segments)].sort(compare);
  return { customerId, arm, at, segments: labels, ...(cost !== undefined && { cost }) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
