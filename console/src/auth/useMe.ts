import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { Me } from '../api/shapes.ts';

const ROLES = ['viewer', 'marketer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who is here, as the API sees them; undefined until it has answered. */
export function useMe(): Me | undefined {
  return useQuery({ queryKey: ['me'], queryFn: api.me, staleTime: Infinity }).data;
}

/** The role of whoever is here. Until the API has said it, the one that may do least. */
export function useRole(): Role {
  return useMe()?.role ?? 'viewer';
}

/** Whether to show what needs a role: each role may do what those before it may. */
export function useMay(needed: Role): boolean {
  return ROLES.indexOf(useRole()) >= ROLES.indexOf(needed);
}
