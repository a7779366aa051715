import { Webhook } from 'standardwebhooks';
import type { WebhookRequest } from '../../contract/webhooks.ts';

/** Posts signed conversions as a shop's back office does. Throws when Peyk does not take one. */
export function shopWebhook(url: string, secret: string): (id: string, body: WebhookRequest) => Promise<void> {
  const signer = new Webhook(secret);
  return async (id, body) => {
    const text = JSON.stringify(body);
    const at = new Date();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signer.sign(id, at, text),
      },
      body: text,
    });
    if (response.status !== 202)
      throw new Error(`Webhook ${id} was answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
  };
}
