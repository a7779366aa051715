import { timelinePage } from '../../../app/customers/timelinePage.ts';
import {
  customerListSchema,
  customerQuerySchema,
  customerSchema,
  erasedCustomerSchema,
  profileChangeSchema,
} from '../../../contract/customers.ts';
import { page, pagingSchema } from '../../../contract/page.ts';
import { timelineSchema } from '../../../contract/timeline.ts';
import type { Customer } from '../../../core/customers/customer.ts';
import { profileChangeSchema as profileRules } from '../../../core/customers/profile.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import { eraseCustomer } from '../../../app/customers/eraseCustomer.ts';
import { searchCustomers } from '../../../app/customers/searchCustomers.ts';
import { recordProfile } from '../../../app/customers/recordProfile.ts';
import { byExternalId } from '../../http/externalId.ts';
import { plain, route, type Route } from '../route.ts';
import { evaluationContext } from '../../../app/evaluation/evaluationContext.ts';
import { customerView, segmentNames } from '../views/customerView.ts';
import { timelineView } from '../views/timelineView.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

const profileChange = profileChangeSchema.safeExtend(profileRules.shape);

/** Shows customers with the names of their segments and what is predicted of them at an instant (epoch ms). */
async function customerViews(stores: Stores, at: number) {
  const [names, context] = await Promise.all([segmentNames(stores), evaluationContext(stores, at)]);
  return (customer: Customer) => customerView(customer, names, context);
}

export const customerRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/customers',
    role: 'viewer',
    summary: 'Customers, newest first; ?query= finds by exact id or e-mail address',
    query: customerQuerySchema,
    responses: { 200: customerListSchema },
    handle: async ({ stores, clock }, { query }) => {
      const [{ items, next }, view] = await Promise.all([
        searchCustomers(stores, query),
        customerViews(stores, clock()),
      ]);
      return { status: 200, body: page(items.map(view), next) };
    },
  }),
  route({
    ...plain,
    method: 'put',
    path: '/api/v1/customers/{id}',
    role: 'marketer',
    summary: 'Create or change a profile; an attribute of null is removed',
    params: byExternalId,
    body: profileChange,
    wire: profileChangeSchema,
    responses: { 200: customerSchema },
    handle: async (deps, { params: { id }, body }) => {
      const customer = await recordProfile(deps, id, body, 'api');
      if (!customer) throw new NotFoundError('customer', id);
      return { status: 200, body: (await customerViews(deps.stores, deps.clock()))(customer) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/customers/{id}',
    role: 'viewer',
    summary: 'Profile, aggregates, segments and predictions',
    params: byExternalId,
    responses: { 200: customerSchema },
    handle: async ({ stores, clock }, { params: { id } }) => {
      const customer = await stores.customers.get(id);
      if (!customer) throw new NotFoundError('customer', id);
      return { status: 200, body: (await customerViews(stores, clock()))(customer) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/customers/{id}/timeline',
    role: 'viewer',
    summary: 'What happened to a customer, newest first',
    params: byExternalId,
    query: pagingSchema,
    responses: { 200: timelineSchema },
    handle: async ({ stores }, { params: { id }, query }) => {
      if (!(await stores.customers.get(id))) throw new NotFoundError('customer', id);
      const { items, next } = await timelinePage(stores, id, query);
      return { status: 200, body: page(items.map(timelineView), next) };
    },
  }),
  route({
    ...plain,
    method: 'delete',
    path: '/api/v1/customers/{id}',
    role: 'admin',
    summary: 'Erase a person; a keyed hash of the address stays, so that it is never mailed again',
    params: byExternalId,
    responses: { 202: erasedCustomerSchema },
    handle: async (deps, { params: { id } }) => {
      await eraseCustomer(deps, id);
      return { status: 202, body: { id, status: 'erased' as const } };
    },
  }),
];
