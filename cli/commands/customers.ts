import { customerSchema, erasedCustomerSchema } from '../../contract/customers.ts';
import { paths } from '../../contract/paths.ts';
import type { Command } from '../command.ts';

export const customerCommands: readonly Command[] = [
  {
    name: 'customers show',
    words: ['CUSTOMER'],
    options: {},
    summary: 'Show a customer: profile, aggregates, segments, predictions',
    run: async ({ client, words: [id = ''], show }) => {
      const customer = await client.get(paths.customer(id), customerSchema);
      show(customer, () => JSON.stringify(customer, undefined, 2));
    },
  },
  {
    name: 'customers erase',
    words: ['CUSTOMER'],
    options: {},
    summary: 'Erase a customer for good; only a keyed hash of the address stays, so that it is never mailed again',
    run: async ({ client, words: [id = ''], show }) => {
      await client.delete(paths.customer(id), erasedCustomerSchema);
      show({ erased: id }, () => `${id} is erased.`);
    },
  },
];
