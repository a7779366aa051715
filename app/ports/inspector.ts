import type { TableId } from '../../names.ts';

/** Looks at how the engines are set up. Each throws where its engine cannot tell. */
export interface Inspector {
  account(): Promise<{ readonly production: boolean; readonly sending: boolean }>;
  /** Of a domain; undefined where SES does not know it. */
  identity(domain: string): Promise<{ readonly verified: boolean; readonly dkim: boolean } | undefined>;
  /** Undefined where it does not exist. */
  configurationSet(): Promise<{ readonly sending: boolean } | undefined>;
  tableIsActive(id: TableId): Promise<boolean>;
  tableIsRestorable(id: TableId): Promise<boolean>;
  /** Whether a GET of the address is answered with success. */
  answers(url: string): Promise<boolean>;
}
