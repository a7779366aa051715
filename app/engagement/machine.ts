/** Proxies and scanners that open and click on their own, by what they call themselves. */
const MACHINES =
  /bot|crawl|spider|preview|scan|monitor|curl|wget|python|java\/|go-http|okhttp|headless|phantom|libwww|barracuda|mimecast|proofpoint|safelinks|urldefense|symantec|trendmicro|fireeye|cloudmark|slurp|facebookexternalhit|linkpreview/i;

/** Nobody reads a message and follows a link within two seconds of its sending; link scanners do. */
const SCANNER_MS = 2_000;

/**
 * True where an open or click is a machine's and not a person's: a known user agent or none, a HEAD request, or
 * right after the send. `sentAt` is epoch ms, undefined where the send is not known.
 */
export function isMachine(request: {
  readonly method: string;
  readonly userAgent: string | undefined;
  readonly at: number;
  readonly sentAt: number | undefined;
}): boolean {
  if (request.method === 'HEAD') return true;
  if (request.userAgent === undefined || request.userAgent.trim() === '' || MACHINES.test(request.userAgent))
    return true;
  return request.sentAt !== undefined && request.at - request.sentAt < SCANNER_MS;
}
