import type { Template } from 'aws-cdk-lib/assertions';
import type { Loose } from './support.ts';

/** What each function's role allows, by the function's entry: one line per resource and service. */
export function grantsOf(all: Record<string, Template>): Record<string, string[]> {
  const grants: Record<string, string[]> = {};
  for (const template of Object.values(all)) {
    const policies = Object.values(template.findResources('AWS::IAM::Policy'));
    for (const fn of Object.values(template.findResources('AWS::Lambda::Function'))) {
      const entry = String(fn['Properties'].Description ?? '');
      if (!entry.startsWith('functions/')) continue;
      const role = fn['Properties'].Role['Fn::GetAtt'][0];
      grants[entry] = policies
        .filter((policy) => policy['Properties'].Roles.some((one: Loose) => one.Ref === role))
        .flatMap((policy) => policy['Properties'].PolicyDocument.Statement.flatMap(worded));
    }
  }
  return grants;
}

/** One line per resource and service. Statements about the same resource may have been merged. */
function worded({ Action, Resource }: Loose): string[] {
  const actions: string[][] = [Action].flat().map((action: string) => action.split(':'));
  const services = [...new Set(actions.map(([service = '']) => service))].filter((one) => !/^(xray|logs)$/.test(one));
  return [Resource].flat().flatMap((resource) =>
    services.map((service) => {
      const names = actions.filter(([owner]) => owner === service).map(([, name]) => name);
      return `${named(resource)} ${service}: ${names.sort().join(' ')}`;
    }),
  );
}

const SECRET_NAMES: Readonly<Record<string, string>> = {
  SigningKey: 'signing',
  AddressKey: 'address-hash',
  SourceSecrets: 'hooks',
};

/** `Customers/index/customersByEmail`, `secret:peyk-dev/signing` and the like, out of a CloudFormation reference. */
function named(resource: Loose): string {
  const text = JSON.stringify(resource);
  const table = /(Customers|Activity|Control)[0-9A-F]{8}Arn/.exec(text)?.[1];
  const index = /\/index\/(\w+)/.exec(text)?.[0] ?? '';
  if (table) return table + index;
  const folder = /ImportsC5EA4F6FArn.*?"\/(\w+)\/\*"/.exec(text)?.[1];
  if (folder) return `${folder}/*`;
  if (text.includes('SesEventQueue')) return 'SesEventQueue';
  if (text.includes('RefreshRole')) return 'RefreshRole';
  const secret = /SigningKey|AddressKey|SourceSecrets/.exec(text)?.[0];
  if (secret) return `secret:peyk-dev/${SECRET_NAMES[secret]}`;
  const arn = /((?:secret|stateMachine|schedule|execution|identity|configuration-set)[:/][^"]+)"/.exec(text)?.[1];
  return arn ?? (typeof resource === 'string' ? resource : text);
}
