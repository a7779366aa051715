import { createContext, useContext } from 'react';

const ROLES = ['viewer', 'marketer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The role of whoever is here. Until the API has said it, the one that may do least. */
export const RoleContext = createContext<Role>('viewer');

/** Whether to show what needs a role: each role may do what those before it may. */
export function useMay(needed: Role): boolean {
  return ROLES.indexOf(useContext(RoleContext)) >= ROLES.indexOf(needed);
}
