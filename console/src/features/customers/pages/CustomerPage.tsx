import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useMay } from '../../../lib/authorization.ts';
import { BackLink } from '../../../ui/links.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { PageHead } from '../../../ui/PageHead.tsx';
import { customersQueries } from '../api/customersQueries.ts';
import { EraseCustomer } from '../components/EraseCustomer.tsx';
import { Memberships } from '../components/Memberships.tsx';
import { Profile } from '../components/Profile.tsx';
import { Purchases } from '../components/Purchases.tsx';
import { Timeline } from '../components/Timeline.tsx';

const route = getRouteApi('/customers/$id');

/** Everything about one customer on one page. */
export function CustomerPage() {
  const { t } = useI18n();
  const { id } = route.useParams();
  const query = useQuery(customersQueries.one(id));
  const mayErase = useMay('admin');
  return (
    <Stack>
      <PageHead title={id} back={<BackLink to="/customers">{t.customers.back}</BackLink>}>
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
