import { expect, it } from 'vitest';
import { paths, withQuery } from '../../contract/paths.ts';

it('a path keeps an id in its place, whatever the shop put into it', () => {
  expect(paths.explanation('seg_1', 'a/b?c#d')).toBe('/api/v1/segments/seg_1/explain/a%2Fb%3Fc%23d');
  expect(decodeURIComponent(paths.customer('سفارش ۱').split('/').at(-1)!)).toBe('سفارش ۱');
});

it('a query has what is given and nothing else', () => {
  expect(withQuery(paths.segments, { limit: 200, cursor: undefined })).toBe('/api/v1/segments?limit=200');
  expect(withQuery(paths.customers, { query: 'a+b@example.org&c' })).toBe(
    '/api/v1/customers?query=a%2Bb%40example.org%26c',
  );
  expect(withQuery(paths.runs, {})).toBe('/api/v1/runs');
});
