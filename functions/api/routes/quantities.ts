import { quantitiesSchema } from '../../../contract/quantities.ts';
import { plain, route, type Route } from '../route.ts';
import { quantitiesView } from '../views/quantitiesView.ts';

export const quantityRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/quantities',
    role: 'viewer',
    summary: 'What refreshes fitted over all customers: RFM borders, percentiles, prediction models, and their errors',
    responses: { 200: quantitiesSchema },
    handle: async ({ stores }) => {
      const [history, current, failure] = await Promise.all([
        stores.population.history(),
        stores.population.current({ fresh: true }),
        stores.population.failure(),
      ]);
      return { status: 200, body: quantitiesView(history, current, failure) };
    },
  }),
];
