import { awsCall } from './awsCall.ts';
import type { Emulator } from './emulator.ts';

export interface StackResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
}

/** What CloudFormation made for a stack. */
export async function stackResources(emulator: Emulator, stack: string): Promise<StackResource[]> {
  const form = { Action: 'DescribeStackResources', Version: '2010-05-15', StackName: stack };
  const xml = await awsCall(emulator, 'cloudformation', { form });
  const field = (member: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(member)?.[1] ?? '';
  return [...xml.matchAll(/<member>(.*?)<\/member>/gs)].map(([, member = '']) => ({
    stack,
    logicalId: field(member, 'LogicalResourceId'),
    type: field(member, 'ResourceType'),
    physicalId: field(member, 'PhysicalResourceId'),
  }));
}
