/** The links a customer can follow in a message, as found in the message itself. */
export interface Letter {
  readonly to: string;
  readonly clicks: readonly string[];
  readonly open?: string;
  readonly unsubscribe?: string;
}

interface StoredEmail {
  readonly destination: { readonly to: readonly string[] };
  readonly html?: string | undefined;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

const URLS = /https?:\/\/[^"'<>\s]+/g;

/** Reads a message as a mail client would: links from the HTML, one-click unsubscribe from the header. */
export function readLetter(email: StoredEmail): Letter {
  const urls = (email.html ?? '').match(URLS) ?? [];
  const header = email.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value;
  const unsubscribe = header?.match(/<(https?:[^>]+)>/)?.[1];
  const open = urls.find((url) => url.includes('/o/'));
  return {
    to: email.destination.to[0] ?? '',
    clicks: urls.filter((url) => url.includes('/c/')),
    ...(open === undefined ? {} : { open }),
    ...(unsubscribe === undefined ? {} : { unsubscribe }),
  };
}
