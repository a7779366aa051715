import { beforeAll, describe, expect, it } from 'vitest';
import { discountedOrders } from '../../../core/prediction/lifetimeValue.ts';
import { historyUntil } from '../../../core/prediction/orderHistory.ts';
import { formatDecimal } from '../../support/formatDecimal.ts';
import { formatDay } from '../../../core/shared/days.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { CALIBRATION_END, cdnowDays, expectedValues, hasCdnow, HOLDOUT_WEEKS } from '../../core/prediction/cdnow.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { refresh } from '../../support/refreshing.ts';
import { useStores } from '../../support/stores.ts';

const DAY = 86_400_000;
const test = useStores();

describe.skipIf(!hasCdnow)(
  'the published CDNOW study, through the product (skipped where ../shared/data is absent)',
  () => {
    let app: TestApp;
    const expected = hasCdnow ? expectedValues() : undefined!;
    const days = hasCdnow ? cdnowDays('sample') : new Map();
    const get = async (path: string) => (await app.call('GET', path)).body;

    beforeAll(async () => {
      const { options } = await test.fresh();
      app = createTestApp((clock) => createStores({ ...options, clock }));
      // The last minute of what the study knew.
      app.advance((CALIBRATION_END + 1) * DAY - 60_000 - app.deps.clock());
      const rows = [...days].flatMap(([id, buckets]) =>
        buckets
          .filter(({ day }: { day: number }) => day <= CALIBRATION_END)
          .map(
            ({ day, amount }: { day: number; amount: number }) =>
              `${id}-${day},${id},${formatDay(day)},${formatDecimal(amount, 'USD')},USD`,
          ),
      );
      await app.importFile('customers', ['customer_id', ...days.keys()].join('\n'));
      const imported = await app.importFile(
        'orders',
        ['order_id,customer_id,placed_at,amount,currency', ...rows].join('\n'),
      );
      expect(imported).toMatchObject({ accepted: rows.length, rejected: 0 });
      await app.call('PUT', '/api/v1/settings', { prediction: { horizonWeeks: HOLDOUT_WEEKS, annualDiscount: 0.1 } });
      await refresh(app.deps);
    }, 120_000);

    it('fits the published parameters', async () => {
      const { current, failure } = await get('/api/v1/quantities');
      expect(failure).toBeNull();
      expect(current).toMatchObject({ customers: 2_357, horizonWeeks: HOLDOUT_WEEKS, relativeError: 0.005 });
      const { r, alpha, a, b, LL } = expected.bgnbd_params_published;
      expect(current.activity.values.r).toBeCloseTo(r, 3);
      expect(current.activity.values.alpha).toBeCloseTo(alpha, 2);
      expect(current.activity.values.a).toBeCloseTo(a, 2);
      expect(current.activity.values.b).toBeCloseTo(b, 2);
      expect(current.activity.logLikelihood).toBeCloseTo(LL, 1);
      const { p, q, v } = expected.gammagamma_params_published;
      expect(current.spend.values.p).toBeCloseTo(p, 1);
      expect(current.spend.values.q).toBeCloseTo(q, 1);
      expect(current.spend.values.gamma / 100).toBeCloseTo(v, 1);
      expect(current.spend.spenders).toBe(946);
    });

    it('tells of the first ten customers what the study expects them to spend, and a CLV that follows from it', async () => {
      for (const [index, published] of expected.gammagamma_first10_expected_mean.entries()) {
        const id = [...days.keys()][index]!;
        const { predictions } = await get(`/api/v1/customers/${id}`);
        expect(predictions.horizonWeeks).toBe(HOLDOUT_WEEKS);
        expect(Math.abs(predictions.spend / 100 - published)).toBeLessThan(0.1);
        const history = historyUntil(days.get(id) ?? [], CALIBRATION_END)!;
        const horizon = { weeks: HOLDOUT_WEEKS, annualDiscount: 0.1 };
        const clv = published * 100 * discountedOrders(expected.bgnbd_params_published, history, horizon);
        expect(Math.abs(predictions.clv / clv - 1)).toBeLessThan(0.005);
        expect(predictions.rfm.label).toBeTypeOf('string');
      }
    });

    it('predicts the orders of everybody as the study does', async () => {
      let total = 0;
      for (let next: string | undefined = ''; next !== undefined;) {
        const { items, next: more } = await get(`/api/v1/customers?limit=200${next === '' ? '' : `&cursor=${next}`}`);
        for (const { predictions } of items) total += Number(predictions.nextOrders);
        next = more;
      }
      expect(Math.abs(total - expected.bgnbd_holdout_39w_total_predicted)).toBeLessThan(5);
    });
  },
);
