import type { Mailer } from '../../app/ports/mailer.ts';

/**
 * A mail that left cannot be called back, so what the ledger says of it is on the disk before the call: a power cut then
 * leaves an unknown outcome, and nobody is mailed twice.
 */
export function durableMailer(mailer: Mailer, durable: () => Promise<void>): Mailer {
  return {
    ...mailer,
    async sendBulk(request) {
      await durable();
      return mailer.sendBulk(request);
    },
  };
}
