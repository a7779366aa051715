import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { customersApi } from '../api/customers.ts';
import { useMay } from '../auth/useMe.ts';
import { EraseCustomer } from '../components/customers/EraseCustomer.tsx';
import { Memberships } from '../components/customers/Memberships.tsx';
import { Profile } from '../components/customers/Profile.tsx';
import { Purchases } from '../components/customers/Purchases.tsx';
import { Timeline } from '../components/customers/Timeline.tsx';
import { LoadState } from '../components/LoadState.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { useI18n } from '../i18n/I18nContext.tsx';
import { linkTo } from '../route.ts';

/** Everything about one customer on one page. */
export function CustomerPage({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const query = useQuery({ queryKey: ['customer', id], queryFn: () => customersApi.one(id) });
  const mayErase = useMay('admin');
  const back = { label: t.customers.back, href: linkTo({ page: 'customers' }) };
  return (
    <Stack>
      <PageHead title={id} back={back}>
        {mayErase && query.data && <EraseCustomer id={id} />}
      </PageHead>
      <LoadState query={query}>
        {(customer) => (
          <div className="columns">
            <Stack>
              <Memberships customer={customer} />
              <Timeline id={id} />
            </Stack>
            <Stack>
              <Profile customer={customer} />
              <Purchases customer={customer} />
            </Stack>
          </div>
        )}
      </LoadState>
    </Stack>
  );
}
