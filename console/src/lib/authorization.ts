import { createContext, useContext } from 'react';
import { roleSchema, type RoleResponse } from '../../../contract/roles.ts';

const ROLES = roleSchema.options;

/** The role of whoever is here. Until the API has said it, the one that may do least. */
export const RoleContext = createContext<RoleResponse>('viewer');

/** Whether to show what needs a role: each role may do what those before it may. */
export function useMay(needed: RoleResponse): boolean {
  return ROLES.indexOf(useContext(RoleContext)) >= ROLES.indexOf(needed);
}
