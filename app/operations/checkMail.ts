import type { Deps } from '../ports/deps.ts';
import { checked, fail, ok, warn, type Finding } from './finding.ts';
import type { Inspector } from '../ports/inspector.ts';

type Dependencies = Pick<Deps, 'stores' | 'mailer' | 'inspector'>;

/** Whether mail may leave: the account, its quota, the sender's domain, the configuration set. */
export function checkMail({ stores, mailer, inspector }: Dependencies): Promise<Finding>[] {
  return [
    checked('SES account', async () => {
      const { production, sending } = await inspector.account();
      if (!sending)
        return fail(
          'SES has stopped sending for this account',
          'Read what AWS wrote to you; see the runbook, campaign-halted.',
        );
      if (!production)
        return warn(
          'the account is in the sandbox: only verified addresses get mail',
          'Ask for production access in the SES console.',
        );
      return ok('sends to everybody');
    }),
    checked('sending quota', async () => {
      const [{ max24h, sent24h, maxSendRate }, segments] = await Promise.all([mailer.quota(), stores.segments.all()]);
      const largest = Math.max(0, ...segments.map(({ size = 0 }) => size));
      const rate = `${maxSendRate} messages a second`;
      if (max24h < 0) return ok(`${rate}, no daily limit`);
      const left = Math.max(0, max24h - sent24h);
      const what = `${left} of ${max24h} messages are left today, ${rate}; the largest segment has ${largest} customers`;
      if (largest <= left) return ok(what);
      const days = Math.ceil(largest / Math.max(1, max24h));
      return warn(
        what,
        `A campaign to it takes ${days + 1} days or less. Ask AWS for a larger quota, or send in parts.`,
      );
    }),
    checked('sender identity', async () => {
      const domain = await senderDomain(stores);
      if (domain === undefined) return warn('no campaign names a sender yet', 'Run this again when there is a draft.');
      return judgeIdentity(inspector, domain);
    }),
    checked('configuration set', async () => {
      const found = await inspector.configurationSet();
      if (!found) return fail('the configuration set does not exist', 'Deploy the messaging stack again.');
      if (!found.sending) return fail('sending is switched off', 'Switch it on in SES, under configuration sets.');
      return ok('is there and sends');
    }),
  ];
}

async function judgeIdentity(inspector: Inspector, domain: string) {
  const identity = await inspector.identity(domain);
  const console = 'SES console, identities';
  if (!identity)
    return fail(
      `SES does not know ${domain}`,
      `Create the identity ${domain} (${console}) and set the DNS records it shows.`,
    );
  if (!identity.verified)
    return fail(`${domain} is not verified`, `Set the DNS records that SES shows for it (${console}).`);
  if (!identity.dkim)
    return fail(
      `${domain} is verified, its messages are not signed with DKIM`,
      `Switch on Easy DKIM for it (${console}) and set the three CNAME records.`,
    );
  return ok(`${domain} is verified and signs with DKIM`);
}

/** Of the newest campaign that names a sender. */
async function senderDomain(stores: Dependencies['stores']): Promise<string | undefined> {
  const { items } = await stores.campaigns.list({ limit: 50 });
  return items
    .find(({ from }) => from)
    ?.from?.email.split('@')
    .at(-1);
}
