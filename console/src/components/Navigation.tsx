import { useI18n } from '../i18n/I18nContext.tsx';
import { useRoute } from '../navigation.ts';
import { linkTo, type Route } from '../route.ts';

const SECTIONS: Readonly<Record<Route['page'], 'campaigns' | 'segments' | 'customers'>> = {
  campaigns: 'campaigns',
  campaign: 'campaigns',
  segments: 'segments',
  segment: 'segments',
  newSegment: 'segments',
  editSegment: 'segments',
  customers: 'customers',
  customer: 'customers',
};

/** The parts of the console; the one that is open is marked. */
export function Navigation() {
  const { t } = useI18n();
  const here = SECTIONS[useRoute().page];
  const links = [
    { page: 'campaigns', label: t.campaigns },
    { page: 'segments', label: t.segments.title },
    { page: 'customers', label: t.customers.title },
  ] as const;
  return (
    <nav aria-label={t.navigation} className="sections">
      {links.map(({ page, label }) => (
        <a key={page} href={linkTo({ page })} aria-current={page === here ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
