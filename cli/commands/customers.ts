import { z } from 'zod';
import type { Command } from '../command.ts';

export const customerCommands: readonly Command[] = [
  {
    name: 'customers show',
    words: ['CUSTOMER'],
    options: {},
    summary: 'Show a customer: profile, aggregates, segments, predictions',
    run: async ({ client, words, show }) => {
      const customer = await client.get(`/api/v1/customers/${encodeURIComponent(words[0] ?? '')}`, z.unknown());
      show(customer, () => JSON.stringify(customer, undefined, 2));
    },
  },
  {
    name: 'customers erase',
    words: ['CUSTOMER'],
    options: {},
    summary: 'Erase a customer for good; only a keyed hash of the address stays, so that it is never mailed again',
    run: async ({ client, words, show }) => {
      await client.delete(`/api/v1/customers/${encodeURIComponent(words[0] ?? '')}`);
      show({ erased: words[0] }, () => `${words[0] ?? ''} is erased.`);
    },
  },
];
