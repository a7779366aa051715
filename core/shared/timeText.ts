/** Epoch ms as RFC 3339 UTC. */
export function timeText(at: number): string {
  return new Date(at).toISOString();
}
