import { expect, it } from 'vitest';
import type { BulkRequest, Mailer } from '../../../app/ports/mailer.ts';
import { durableMailer } from '../../../local/adapters/durableMailer.ts';

const REQUEST: BulkRequest = { from: { email: 'a@b.example' }, subject: '', html: '', text: '', tags: [], entries: [] };

function given(durable: () => Promise<void>, said: string[]) {
  const mailer: Mailer = {
    sendBulk: async () => {
      said.push('sent');
      return { kind: 'answered', results: [] };
    },
    quota: () => Promise.reject(new Error('nobody asked')),
  };
  return durableMailer(mailer, durable);
}

it('lets no mail leave before the ledger is on the disk', async () => {
  const said: string[] = [];
  await given(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    said.push('durable');
  }, said).sendBulk(REQUEST);
  expect(said).toEqual(['durable', 'sent']);
});

it('sends nothing where the disk failed', async () => {
  const said: string[] = [];
  const mailer = given(() => Promise.reject(new Error('EIO')), said);
  await expect(mailer.sendBulk(REQUEST)).rejects.toThrow('EIO');
  expect(said).toEqual([]);
});
