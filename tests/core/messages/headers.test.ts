import { expect, test } from 'vitest';
import { messageHeaders } from '../../../core/messages/headers.ts';
import { problemsOf } from './fixtures.ts';

const good = { unsubscribeUrl: 'https://mail.example/u/abc.k1.def', sendId: 'cmp_1.0.3.c1' };

test('a message can be unsubscribed from with one click (RFC 8058), and says which send it is', () => {
  expect(messageHeaders(good)).toEqual([
    { Name: 'List-Unsubscribe', Value: '<https://mail.example/u/abc.k1.def>' },
    { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
    { Name: 'X-Peyk-Send', Value: 'cmp_1.0.3.c1' },
  ]);
});

test.each(['a\r\nBcc: x@y.z', 'a\nb', 'a\u0000b', 'سلام', '', 'x'.repeat(996)])(
  'a header never holds %.12j',
  (sendId) => {
    expect(problemsOf(() => messageHeaders({ ...good, sendId }))).toHaveLength(1);
  },
);

test.each(['', 'mailto:x@y.z', 'https://a/> , <https://b/', 'https://a/\r\nBcc: x'])(
  'the way out is one web address, not %j',
  (unsubscribeUrl) => {
    expect(problemsOf(() => messageHeaders({ ...good, unsubscribeUrl }))).toHaveLength(1);
  },
);
