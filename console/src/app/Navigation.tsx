import { Link, useMatches } from '@tanstack/react-router';
import { useI18n } from '../i18n/I18nContext.tsx';

/** The parts of the console; the one that is open is marked. */
export function Navigation() {
  const { t } = useI18n();
  const here = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '' });
  const links = [
    { to: '/segments', label: t.segments.title },
    { to: '/customers', label: t.customers.title },
  ] as const;
  // Where no other part is open the campaigns are: they answer the addresses that nothing else does.
  const open = links.find(({ to }) => here.startsWith(to))?.to ?? '/campaigns';
  return (
    <nav aria-label={t.common.navigation} className="sections">
      {[{ to: '/campaigns', label: t.campaigns.title } as const, ...links].map(({ to, label }) => (
        <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={to === open ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
