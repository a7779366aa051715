import type { Node } from 'constructs';

/** What a team may add by `--context`. Everything works without. */
export interface Options {
  /** Domain or address that campaigns are sent from: SES is asked to verify it. */
  readonly sender?: string;
  /** Host name for the API, webhooks and links in mails, with the ARN of its certificate in the same region. */
  readonly domain?: HostName;
  /** Host name for the console, with the ARN of its certificate in us-east-1, where CloudFront looks for it. */
  readonly consoleDomain?: HostName;
  /** Beginning of the sign-in page's host name, unique in its region. */
  readonly signInPrefix?: string;
}

export interface HostName {
  readonly name: string;
  readonly certificateArn: string;
}

const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const ADDRESS = new RegExp(`^(.+@)?${HOST.source.slice(1)}`);
const CERTIFICATE = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/;
const OF_CLOUDFRONT = /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/;
// Cognito keeps some words for itself.
const PREFIX = /^(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Throws at once on what CloudFormation would refuse in the middle of a deployment. */
export function optionsOf(node: Node): Options {
  const read = (name: string, pattern: RegExp, kind: string): string | undefined => {
    const value: unknown = node.tryGetContext(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string' || !pattern.test(value))
      throw new Error(`context "${name}" is not ${kind}: ${JSON.stringify(value)}`);
    return value;
  };
  const readHost = (domain: string, certificate: string, pattern: RegExp, kind: string): HostName | undefined => {
    const name = read(domain, HOST, 'a host name');
    const certificateArn = read(certificate, pattern, kind);
    if (name === undefined && certificateArn === undefined) return undefined;
    if (name === undefined || certificateArn === undefined)
      throw new Error(`context "${domain}" and "${certificate}" go together: a host name, and ${kind}`);
    return { name, certificateArn };
  };
  const ofCertificate = 'the ARN of a certificate';
  const sender = read('sender', ADDRESS, 'a host name or an address');
  const domain = readHost('domain', 'certificate', CERTIFICATE, ofCertificate);
  const ofConsole = `${ofCertificate} in us-east-1`;
  const consoleDomain = readHost('consoleDomain', 'consoleCertificate', OF_CLOUDFRONT, ofConsole);
  const signInPrefix = read('signInPrefix', PREFIX, 'a prefix of small letters, digits and hyphens');
  return {
    ...(sender !== undefined && { sender }),
    ...(domain && { domain }),
    ...(consoleDomain && { consoleDomain }),
    ...(signInPrefix !== undefined && { signInPrefix }),
  };
}
