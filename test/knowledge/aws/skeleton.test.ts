import { describe, expect, test } from 'vitest';
import { loadOperations } from '../../../src/knowledge/aws/operations.ts';
import { loadService } from '../../../src/knowledge/aws/service.ts';
import { skeletonRecord } from '../../../src/knowledge/aws/skeleton.ts';
import type { SkeletonOptions } from '../../../src/knowledge/aws/types.ts';
import { listPaths } from '../../../src/knowledge/aws/walk.ts';
import { pathsBelow, valuesAt } from '../../_helpers/aws.ts';

const operations = await loadOperations();

async function record(source: string, name: string, set: SkeletonOptions['set'] = []) {
  const eventSource = `${source}.amazonaws.com`;
  const facts = operations.find(eventSource, name);
  if (!facts) throw new Error(`no ${name} in ${source}`);
  return skeletonRecord(facts, await loadService(eventSource), { set });
}

describe('a record of an operation', () => {
  test('has the envelope of CloudTrail and what the request requires', async () => {
    const made = await record('ecs', 'runtask');
    expect(made).toMatchObject({
      eventVersion: '1.11',
      eventSource: 'ecs.amazonaws.com',
      eventName: 'RunTask',
      eventType: 'AwsApiCall',
      eventCategory: 'Management',
      managementEvent: true,
      readOnly: false,
      recipientAccountId: '111122223333',
      requestParameters: { taskDefinition: 'example-task-definition' },
    });
    expect(Object.keys(made).filter((key) => made[key] === undefined)).toEqual([]);
  });

  test('puts what is asked for through the arrays of the shape, and placeholders of the right type', async () => {
    const made = await record('ecs', 'RegisterTaskDefinition', [
      { path: 'requestParameters.containerDefinitions.command', value: 'sh -c env' },
      { path: 'requestParameters.containerDefinitions.cpu' },
      { path: 'requestParameters.containerDefinitions.privileged' },
      { path: 'requestParameters.networkMode' },
      { path: 'userIdentity.type', value: 'IAMUser' },
      { path: 'errorCode', value: 'AccessDenied' },
      { path: 'eventName', value: 'RegisterTaskDefinition' },
    ]);
    expect(made).toMatchObject({
      requestParameters: {
        containerDefinitions: [{ command: ['sh -c env'], cpu: 1, privileged: true }],
        networkMode: 'bridge',
      },
      userIdentity: { type: 'IAMUser', accountId: '111122223333' },
      errorCode: 'AccessDenied',
    });
  });

  test('is a data event where the call is one, and silent where the call only reads', async () => {
    expect(await record('s3', 'GetObject')).toMatchObject({
      eventCategory: 'Data',
      managementEvent: false,
      readOnly: true,
      requestParameters: { bucketName: 'example-bucket-name' },
    });
    expect(await record('ecs', 'DescribeTaskDefinition')).toMatchObject({
      responseElements: null,
      readOnly: true,
    });
  });

  test('names lists as EC2 does', async () => {
    const path = 'requestParameters.ipPermissions.items';
    const ingress = await record('ec2', 'AuthorizeSecurityGroupIngress', [
      { path: `${path}.ipRanges.items.cidrIp`, value: '0.0.0.0/0' },
      { path: `${path}.fromPort` },
    ]);
    expect(ingress['requestParameters']).toEqual({
      ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] }, fromPort: 1 }] },
    });
    expect((await record('ec2', 'TerminateInstances'))['requestParameters']).toEqual({
      instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] },
    });
  });

  test('of a sign-in and of what AWS did itself has its own form', async () => {
    expect(
      await record('signin', 'ConsoleLogin', [{ path: 'responseElements.ConsoleLogin', value: 'Failure' }]),
    ).toMatchObject({
      eventType: 'AwsConsoleSignIn',
      requestParameters: null,
      responseElements: { ConsoleLogin: 'Failure' },
    });
    expect(await record('secretsmanager', 'StartSecretVersionDelete')).toMatchObject({
      eventType: 'AwsServiceEvent',
      userIdentity: { invokedBy: 'secretsmanager.amazonaws.com' },
    });
  });

  test('takes hostile paths for what they are: keys', async () => {
    const made = await record('ecs', 'RunTask', [
      { path: '__proto__.polluted', value: true },
      { path: 'requestParameters.__proto__.polluted', value: true },
      { path: 'requestParameters.constructor', value: 1 },
      { path: '' },
      { path: '..', value: 'x' },
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(Object.entries(made['requestParameters'] ?? {})).toContainEqual(['constructor', 1]);
    expect(JSON.stringify(made)).toContain('"__proto__":{"polluted":true}');
  });
});

describe('every operation that has a model', () => {
  test('has a record that agrees with its shapes', async () => {
    const wrong: string[] = [];
    let count = 0;
    for (const source of operations.sources) {
      const service = await loadService(source);
      if (!service) continue;
      for (const name of operations.namesOf(source) ?? []) {
        const facts = operations.find(source, name);
        if (!facts?.modelled) continue;
        count++;
        const { requestParameters, responseElements } = skeletonRecord(facts, service);
        for (const path of pathsBelow(requestParameters)) {
          if (service.trusted && service.requestHas(name, path) !== 'yes')
            wrong.push(`${source} ${name} ${path}`);
        }
        for (const path of pathsBelow(responseElements)) {
          if (service.trusted && service.responseHas(name, path) === 'no')
            wrong.push(`${source} ${name} ${path}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(15_000);
  });

  test('can have a value at any path of its request', async () => {
    const wrong: string[] = [];
    for (const key of ['ecs', 'iam', 'lambda', 'rds', 'cloudtrail', 'wafv2']) {
      const eventSource = `${key}.amazonaws.com`;
      const service = await loadService(eventSource);
      for (const name of operations.namesOf(eventSource) ?? []) {
        const facts = operations.find(eventSource, name);
        const request = service?.variantsOf(name)?.[0]?.request;
        if (!facts || !service || !request) continue;
        for (const path of listPaths(service.table, request).slice(0, 60)) {
          const full = `requestParameters.${path}`;
          const made = skeletonRecord(facts, service, { set: [{ path: full, value: 'here' }] });
          if (!valuesAt(made, full.split('.')).includes('here')) wrong.push(`${name} ${path}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
