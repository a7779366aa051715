import type { Node } from 'constructs';

/** What a team may add by `--context`. Everything works without. */
export interface Options {
  /** Domain or address that campaigns are sent from: SES is asked to verify it. */
  readonly sender?: string;
  /** Host name for the API, webhooks and links in mails, with the ARN of its certificate in the same region. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
}

const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const CERTIFICATE = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/;

/** Throws at once on what CloudFormation would refuse in the middle of a deployment. */
export function optionsOf(node: Node): Options {
  const read = (name: string, pattern: RegExp): string | undefined => {
    const value: unknown = node.tryGetContext(name);
    if (value === undefined || value === '') return undefined;
    const kind = name === 'certificate' ? 'the ARN of a certificate' : 'a host name';
    if (typeof value !== 'string' || !pattern.test(value.slice(value.lastIndexOf('@') + 1)))
      throw new Error(`context "${name}" is not ${kind}: ${JSON.stringify(value)}`);
    return value;
  };
  const sender = read('sender', HOST);
  const name = read('domain', HOST);
  const certificateArn = read('certificate', CERTIFICATE);
  if ((name === undefined) !== (certificateArn === undefined))
    throw new Error('context "domain" and "certificate" go together: a host name, and the ARN of its certificate');
  return {
    ...(sender !== undefined && { sender }),
    ...(name !== undefined && certificateArn !== undefined && { domain: { name, certificateArn } }),
  };
}
