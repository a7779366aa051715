import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Inspector } from '../../app/ports/inspector.ts';
import type { TableInspector } from './tableInspector.ts';

export interface InspectorOptions {
  readonly tables: TableInspector;
  readonly configurationSet: string;
  /** An emulator's address; without it, SES of the account. */
  readonly sesEndpoint?: string;
}

const PATIENCE_MS = 3_000;

/**
 * Looks at how the engines are set up; changes nothing. What does not exist is an answer; a question that an engine does
 * not know, or may not be asked, throws.
 */
export function createInspector(options: InspectorOptions): Inspector {
  const { tables, configurationSet, sesEndpoint: endpoint } = options;
  const emulator = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const ses = new SESv2Client({
    maxAttempts: 1,
    requestHandler: { requestTimeout: PATIENCE_MS, throwOnRequestTimeout: true },
    ...(endpoint !== undefined && { ...emulator, endpoint }),
  });

  return {
    async account() {
      const { ProductionAccessEnabled: production, SendingEnabled: sending } = await ses.send(
        new GetAccountCommand({}),
      );
      return { production: production === true, sending: sending !== false };
    },
    async identity(domain) {
      try {
        const found = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: domain }));
        return {
          verified: found.VerifiedForSendingStatus === true,
          dkim: found.DkimAttributes?.SigningEnabled === true && found.DkimAttributes.Status === 'SUCCESS',
        };
      } catch (error) {
        if (error instanceof NotFoundException) return undefined;
        throw error;
      }
    },
    async configurationSet() {
      try {
        const command = new GetConfigurationSetCommand({ ConfigurationSetName: configurationSet });
        const { SendingOptions: options } = await ses.send(command);
        return { sending: options?.SendingEnabled !== false };
      } catch (error) {
        if (error instanceof NotFoundException) return undefined;
        throw error;
      }
    },
    ...tables,
    async answers(url) {
      const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' });
      return response.ok;
    },
  };
}
