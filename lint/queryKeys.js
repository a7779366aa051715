import { refuse } from './refuse.js';

// What is cached under a key is loaded anew by that key: written twice, the two drift apart and a page stays old.
export const queryKeys = refuse(
  'Property[key.name="queryKey"] > ArrayExpression',
  'The key of a query stands beside it, in the *Queries.ts of its feature: ask that for it.',
);
