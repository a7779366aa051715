/**
 * What the console's page may load and call: its own origin, and the one host that gives out tokens. Signing in and out
 * leaves the page, which no directive needs to allow. Styles inline, because the component library writes them;
 * previews of messages are frames without an origin.
 */
export function contentSecurityPolicy(tokenHost: string): string {
  return [
    "default-src 'self'",
    `connect-src 'self' ${tokenHost}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "font-src 'self' data:",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
