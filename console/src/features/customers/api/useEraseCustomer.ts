import { useMutation, useQueryClient } from '@tanstack/react-query';
import { erasedCustomerSchema } from '../../../../../contract/customers.ts';
import { paths } from '../../../../../contract/paths.ts';
import { send } from '../../../lib/http/request.ts';
import { customersQueries } from './customersQueries.ts';

/** Erases a person. `leave` goes to another page before what is known of them is forgotten: theirs would ask again. */
export function useEraseCustomer(id: string, leave: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send('DELETE', paths.customer(id), undefined, erasedCustomerSchema),
    onSuccess: async () => {
      await leave();
      client.removeQueries({ queryKey: customersQueries.one(id).queryKey });
      await client.invalidateQueries({ queryKey: customersQueries.lists });
    },
  });
}
