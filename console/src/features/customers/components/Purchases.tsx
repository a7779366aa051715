import { Paper, Stack, Text, Title } from '@mantine/core';
import type { CustomerResponse } from '../../../../../contract/customers.ts';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { Facts } from '../../../ui/Facts.tsx';

/** What a customer has bought, and what is expected of them. */
export function Purchases({ customer }: { readonly customer: CustomerResponse }) {
  const { t, format } = useI18n();
  const { orders } = customer;
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.customers.purchases}
        </Title>
        {orders.length === 0 && <Text size="sm">{t.customers.noOrders}</Text>}
        {orders.map(({ currency, orders: count, revenue, lastOrderAt }) => (
          <Facts
            key={currency}
            facts={[
              [t.customers.orders, format.count(count)],
              [t.customers.revenue, format.money(revenue, currency)],
              [t.customers.lastOrder, format.day(lastOrderAt)],
            ]}
          />
        ))}
        <Title order={3} size="h5">
          {t.customers.predictions}
        </Title>
        <Predictions customer={customer} />
      </Stack>
    </Paper>
  );
}

function Predictions({ customer }: { readonly customer: CustomerResponse }) {
  const { t, format, workspace } = useI18n();
  const { churn, nextOrders, clv, rfm, code, reason, fittedAt, horizonWeeks } = customer.predictions;
  const facts = [
    ...(churn !== undefined ? [[t.customers.churn, format.percent(churn)] as const] : []),
    ...(nextOrders !== undefined
      ? [[t.customers.nextOrders, format.factor(nextOrders).replace('×', '')] as const]
      : []),
    ...(clv !== undefined ? [[t.customers.clv, format.money(clv, workspace.currency)] as const] : []),
    ...(rfm ? [[t.customers.rfm, t.rules.labels[rfm.label]] as const] : []),
  ];
  return (
    <>
      {facts.length > 0 && <Facts facts={facts} />}
      {reason !== undefined && (
        <Text size="sm">
          {fill(t.customers.refused, { reason: code === undefined ? reason : t.customers.reasons[code] })}
        </Text>
      )}
      {facts.length === 0 && reason === undefined && <Text size="sm">{t.customers.noPredictions}</Text>}
      {fittedAt !== undefined && horizonWeeks !== undefined && facts.length > 0 && (
        <Text size="xs" className="quiet">
          {fill(t.customers.fittedAt, { at: format.day(fittedAt), weeks: format.count(horizonWeeks) })}
        </Text>
      )}
    </>
  );
}
