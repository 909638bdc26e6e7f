import { describe, expect, test } from 'vitest';
import { loadService } from '../../../src/knowledge/aws/service.ts';
import type { Answer } from '../../../src/knowledge/aws/types.ts';

async function service(key: string) {
  const found = await loadService(`${key}.amazonaws.com`);
  if (!found) throw new Error(`no model of ${key}`);
  return found;
}
const ecs = await service('ecs');

describe('requests', () => {
  test.each<[key: string, eventName: string, path: string, answer: Answer]>([
    ['ecs', 'RegisterTaskDefinition', 'containerDefinitions.command', 'yes'],
    ['ecs', 'registertaskdefinition', 'containerDefinitions.command', 'yes'],
    ['ecs', 'RunTask', 'containerDefinitions.command', 'no'],
    ['ecs', 'DescribeTaskDefinition', 'containerDefinitions.command', 'no'],
    ['ecs', 'RunTask', 'overrides.containerOverrides.command', 'yes'],
    ['ecs', 'RunTask', '', 'yes'],
    // Below text there is nothing; below a map anything.
    ['ecs', 'RunTask', 'cluster.name', 'no'],
    ['iam', 'CreateRole', 'assumeRolePolicyDocument.Statement', 'no'],
    ['ecs', 'RegisterTaskDefinition', 'containerDefinitions.dockerLabels.any.thing', 'yes'],
    // Another case, or an index, is no proof.
    ['ecs', 'RegisterTaskDefinition', 'ContainerDefinitions.command', 'unknown'],
    ['ecs', 'RegisterTaskDefinition', 'containerDefinitions.0.command', 'unknown'],
    ['ecs', 'NoSuchCall', 'anything', 'unknown'],
    ['ecs', '__proto__', 'constructor', 'unknown'],
    ['ecs', 'RunTask', '__proto__', 'no'],
    ['ecs', 'RunTask', 'constructor.name', 'no'],
    ['lambda', 'CreateFunction20150331', 'environment.variables.KEY', 'yes'],
    ['lambda', 'UpdateFunctionCode20150331v2', 's3Bucket', 'yes'],
    ['lambda', 'UpdateFunctionCode20150331v2', 'bucket', 'no'],
    ['lambda', 'UpdateFunctionCode20150331v2', 'fullyQualifiedArn.relativeId', 'unknown'],
    // Two models have a call of this name.
    ['elasticloadbalancing', 'CreateLoadBalancer', 'loadBalancerName', 'yes'],
    ['elasticloadbalancing', 'CreateLoadBalancer', 'ipAddressType', 'yes'],
    ['elasticloadbalancing', 'CreateLoadBalancer', 'nothingOfTheKind', 'no'],
    // Shapes that hold themselves.
    ['dynamodb', 'PutItem', 'item.a.m.b.l.s', 'yes'],
    ['wafv2', 'CreateWebACL', 'rules.statement.notStatement.statement.notStatement.statement', 'yes'],
    // Not to be trusted: nothing is denied.
    ['ec2', 'RunInstances', 'noSuchMember', 'unknown'],
    ['ec2', 'RunInstances', 'userData', 'yes'],
    ['ec2', 'TerminateInstances', 'instancesSet.items.instanceId', 'yes'],
    ['ec2', 'AuthorizeSecurityGroupIngress', 'ipPermissions.items.ipRanges.items.cidrIp', 'yes'],
    ['ec2', 'ModifyInstanceMetadataOptions', 'ModifyInstanceMetadataOptionsRequest.HttpTokens', 'yes'],
    ['s3', 'PutBucketAcl', 'bucketName', 'yes'],
    ['s3', 'PutBucketAcl', 'x-amz-acl', 'yes'],
    ['s3', 'PutBucketAcl', 'acl', 'yes'],
    ['s3', 'PutBucketAcl', 'noSuchMember', 'unknown'],
    ['s3', 'GetBucketPublicAccessBlock', 'bucketName', 'yes'],
    ['securityhub', 'BatchUpdateFindings', 'Workflow.Status', 'yes'],
  ])('%s %s %s: %s', async (key, eventName, path, answer) => {
    expect((await service(key)).requestHas(eventName, path)).toBe(answer);
  });

  test('endures paths of any length', async () => {
    const deep = Array(20_000).fill('statement').join('.');
    expect(ecs.requestHas('RunTask', deep)).toBe('no');
    expect(ecs.nearestPath('RunTask', deep)).toBeNull();
  });
});

describe('responses', () => {
  test.each<[key: string, eventName: string, path: string, answer: Answer]>([
    ['ecs', 'RunTask', 'tasks.taskArn', 'yes'],
    ['ecs', 'RunTask', 'tasks.noSuchMember', 'no'],
    ['ecs', 'DescribeTaskDefinition', 'taskDefinition.family', 'no'],
    ['ec2', 'DescribeInstances', 'reservationSet', 'no'],
    ['iam', 'CreateAccessKey', 'accessKey.userName', 'yes'],
    ['iam', 'ListUsers', 'users.userName', 'no'],
    // Credentials are given: the one answer that is recorded of calls that only read.
    ['sts', 'AssumeRole', 'credentials.accessKeyId', 'yes'],
    ['sts', 'GetSessionToken', 'credentials.accessKeyId', 'yes'],
    ['rds', 'ModifyDBInstance', 'publiclyAccessible', 'yes'],
    ['rds', 'ModifyDBInstance', 'noSuchMember', 'no'],
    // The wrapper may be left out, and a call without an answer may have one all the same.
    ['redshift', 'CreateCluster', 'cluster.nodeType', 'yes'],
    ['redshift', 'CreateCluster', 'nodeType', 'unknown'],
    ['kms', 'PutKeyPolicy', 'keyId', 'unknown'],
    ['guardduty', 'CreateIPSet', 'message', 'unknown'],
  ])('%s %s %s: %s', async (key, eventName, path, answer) => {
    expect((await service(key)).responseHas(eventName, path)).toBe(answer);
  });
});

describe('the path that was meant', () => {
  test.each<[eventName: string, path: string, nearest: string | null]>([
    ['RunTask', 'containerDefinitions.command', 'overrides.containerOverrides.command'],
    ['RegisterTaskDefinition', 'containerDefinitions.command', null],
    ['RegisterTaskDefinition', 'containerDefinitons.comand', 'containerDefinitions.command'],
    ['RegisterTaskDefinition', 'ContainerDefinitions.Command', 'containerDefinitions.command'],
    ['DescribeTaskDefinition', 'containerDefinitions.command', null],
    ['NoSuchCall', 'command', null],
    ['RunTask', '', null],
  ])('%s %s: %s', (eventName, path, nearest) => {
    expect(ecs.nearestPath(eventName, path)).toBe(nearest);
  });
});

describe('what stands at a path', () => {
  test.each<[path: string, type: string]>([
    ['cluster', 'string'],
    ['count', 'number'],
    ['enableExecuteCommand', 'boolean'],
    ['overrides', 'object'],
    ['overrides.containerOverrides.command', 'list'],
  ])('%s: %s', (path, type) => {
    expect(ecs.valueAt('request', 'RunTask', path)?.type).toBe(type);
  });

  test('has the values that a string may have', () => {
    expect(ecs.valueAt('request', 'RunTask', 'launchType')?.values).toEqual(['EC2', 'FARGATE', 'EXTERNAL']);
    expect(ecs.valueAt('request', 'RunTask', 'cluster')?.values).toEqual([]);
    expect(ecs.valueAt('request', 'RunTask', 'noSuchMember')).toBeNull();
  });
});

test.each(['constructor.amazonaws.com', '__proto__.amazonaws.com', '../operations.amazonaws.com', 'ecs', ''])(
  'there is no model of %s',
  async (source) => {
    expect(await loadService(source)).toBeNull();
  },
);

test('a source that only has names has no model', async () => {
  expect(await loadService('signin.amazonaws.com')).toBeNull();
});
