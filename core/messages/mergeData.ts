import type { Customer } from '../customers/customer.ts';
import type { MergeData } from './evaluate.ts';
import { encodeToken, type TokenSigner } from './tokens.ts';

/** The links of one recipient: `c0`, `c1`, ... by number, `unsubscribe` and `open`. */
export type RecipientLinks = Readonly<Record<string, string>>;

/** Signs the links of one recipient. `baseUrl` has no trailing slash; `count` is the length of the link table. */
export function recipientLinks(
  recipient: {
    readonly baseUrl: string;
    readonly campaignId: string;
    readonly customerId: string;
    readonly count: number;
  },
  signer: TokenSigner,
): RecipientLinks & { readonly unsubscribe: string; readonly open: string } {
  const { baseUrl, campaignId, customerId, count } = recipient;
  const token = (kind: 'click' | 'open' | 'unsubscribe', link?: number) =>
    encodeToken({ kind, campaignId, customerId, ...(link !== undefined && { link }) }, signer);
  const clicks = Array.from(
    { length: count },
    (_, link) => [`c${link}`, `${baseUrl}/c/${token('click', link)}`] as const,
  );
  return {
    ...Object.fromEntries(clicks),
    unsubscribe: `${baseUrl}/u/${token('unsubscribe')}`,
    open: `${baseUrl}/o/${token('open')}.gif`,
  };
}

/**
 * What a template may read of a recipient: attributes by their bare name and under `attributes`, the customer's own
 * fields, the campaign's name, and the links. Our own names win over an attribute of the same name.
 */
export function mergeData(recipient: {
  readonly customer: Pick<Customer, 'id' | 'email' | 'language' | 'timeZone' | 'attributes'>;
  readonly campaign: { readonly name: string };
  readonly links: RecipientLinks;
}): MergeData {
  const { id, email, language, timeZone, attributes } = recipient.customer;
  return {
    ...attributes,
    attributes,
    customer: { id, email, language, timeZone },
    campaign: recipient.campaign,
    links: recipient.links,
  };
}
