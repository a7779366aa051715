import type { Hono } from 'hono';
import { decodeToken, type Token, type TokenKind } from '../../core/messages/tokens.ts';
import { recordUnsubscribe, recordVisit } from '../../app/engagement/recordEngagement.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { linkTable } from '../../app/campaigns/linkTable.ts';
import { isMachine } from '../../app/engagement/machine.ts';
import { isOneClick } from './oneClick.ts';
import { notFoundPage, unsubscribePage } from './page.ts';

export type LinkDependencies = Pick<Deps, 'stores' | 'clock' | 'signer' | 'log'>;

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** What customers reach from a message, without any identity but the signed token. */
export function mountPublic(app: Hono, deps: LinkDependencies): void {
  app.get('/c/:token', async (context) => {
    const text = context.req.param('token');
    const token = tokenOf(deps, text, 'click');
    const target = token && (await linkTable(deps.stores, token.campaignId))[token.link ?? -1];
    if (!token || target === undefined) return notFoundPage();
    await visit(deps, token, 'click', context.req.raw);
    return new Response(null, { status: 302, headers: { location: withToken(target, text) } });
  });

  app.get('/o/:file', async (context) => {
    const token = tokenOf(deps, context.req.param('file').replace(/\.gif$/, ''), 'open');
    if (!token) return notFoundPage();
    await visit(deps, token, 'open', context.req.raw);
    return new Response(new Uint8Array(PIXEL), {
      headers: { 'content-type': 'image/gif', 'cache-control': 'no-store, private' },
    });
  });

  // Scanners fetch links: a GET must change nothing.
  app.get('/u/:token', async (context) => {
    const token = tokenOf(deps, context.req.param('token'), 'unsubscribe');
    return token ? unsubscribePage(await languageOf(deps, token), 'ask') : notFoundPage();
  });

  app.post('/u/:token', async (context) => {
    const token = tokenOf(deps, context.req.param('token'), 'unsubscribe');
    if (!token) return notFoundPage();
    const asked = await isOneClick(context.req.raw);
    const language = await languageOf(deps, token);
    if (!asked) return unsubscribePage(language, 'ask', 400);
    await recordUnsubscribe(deps, token);
    return unsubscribePage(language, 'done');
  });
}

function tokenOf({ signer }: LinkDependencies, text: string, kind: TokenKind): Token | undefined {
  const token = decodeToken(text, signer);
  return token?.kind === kind ? token : undefined;
}

async function languageOf({ stores }: LinkDependencies, { customerId }: Token): Promise<string | undefined> {
  return (await stores.customers.get(customerId))?.language;
}

/** A visit is counted, but a person is never kept from where they want to go because counting failed. */
async function visit(deps: LinkDependencies, token: Token, kind: 'open' | 'click', request: Request): Promise<void> {
  const at = deps.clock();
  const userAgent = request.headers.get('user-agent') ?? undefined;
  try {
    await recordVisit(deps, token, kind, ({ deliveredAt }) =>
      isMachine({ method: request.method, userAgent, at, sentAt: deliveredAt }),
    );
  } catch (error) {
    deps.log.error({ err: error, campaignId: token.campaignId, kind }, 'a visit could not be recorded');
  }
}

/** The token goes along as `peyk`, so that the shop can hand it back with an order. */
function withToken(target: string, token: string): string {
  const url = new URL(target);
  url.searchParams.set('peyk', token);
  return url.href;
}
