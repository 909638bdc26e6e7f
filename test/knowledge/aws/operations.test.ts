import { describe, expect, test } from 'vitest';
import { loadOperations } from '../../../src/knowledge/aws/operations.ts';

const operations = await loadOperations();

describe('the catalogue of event names', () => {
  test('knows names in any case and gives their spelling', () => {
    expect(operations.find('ECS.amazonaws.com', 'runtask')).toEqual({
      eventSource: 'ecs.amazonaws.com',
      name: 'RunTask',
      apiName: 'RunTask',
      access: 'write',
      dataEvent: false,
      modelled: true,
      kind: 'api',
    });
  });

  test.each<[source: string, name: string]>([
    // Calls that exist, but of another source; actions that are only permissions; names that never were.
    ['route53.amazonaws.com', 'DisableDomainTransferLock'],
    ['s3.amazonaws.com', 'PutEncryptionConfiguration'],
    ['s3.amazonaws.com', 'PutReplicationConfiguration'],
    ['elasticache.amazonaws.com', 'AuthorizeCacheSecurityGroupEgress'],
    ['ec2.amazonaws.com', 'GetBucketReplication'],
    ['iam.amazonaws.com', 'PassRole'],
    ['lambda.amazonaws.com', 'InvokeFunction'],
    ['ecs.amazonaws.com', ''],
    ['ecs', 'RunTask'],
    ['ecs.amazonaws.com.example.com', 'RunTask'],
    ['', ''],
    ['__proto__', 'toString'],
    ['__proto__.amazonaws.com', 'constructor'],
    ['constructor.amazonaws.com', 'name'],
    ['ecs.amazonaws.com', '__proto__'],
    ['lambda.amazonaws.com', 'constructor20150331'],
  ])('does not know %s %s', (source, name) => {
    expect(operations.find(source, name)).toBeNull();
  });

  test.each(['constructor.amazonaws.com', '__proto__', 'nothing.amazonaws.com'])(
    'has no names of %s',
    (source) => {
      expect(operations.namesOf(source)).toBeNull();
    },
  );

  test('says of which source a call is', () => {
    expect(operations.sourcesOf('disabledomaintransferlock')).toEqual(['route53domains.amazonaws.com']);
    expect(operations.sourcesOf('DeleteBucket')).toContain('lightsail.amazonaws.com');
    expect(operations.sourcesOf('__proto__')).toEqual([]);
  });

  test('lists what it finds', () => {
    for (const source of operations.sources) {
      const names = operations.namesOf(source) ?? [];
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => operations.find(source, name)?.name !== name)).toEqual([]);
    }
    expect(operations.sources.length).toBeGreaterThan(400);
  });

  test('knows the versions in the names of Lambda and CloudFront', () => {
    const find = (source: string, name: string) => operations.find(`${source}.amazonaws.com`, name);
    expect(find('lambda', 'CREATEFUNCTION20150331')).toMatchObject({
      name: 'CreateFunction20150331',
      apiName: 'CreateFunction',
      access: 'write',
      modelled: true,
    });
    expect(find('lambda', 'CreateFunction')?.recordedAs).toBe('CreateFunction20150331');
    expect(find('lambda', 'CreateFunction20150331')?.recordedAs).toBeUndefined();
    expect(find('lambda', 'createfunction20990101v3')?.name).toBe('CreateFunction20990101v3');
    expect(find('cloudfront', 'UpdateDistribution2016_11_25')?.apiName).toBe('UpdateDistribution');
    expect(find('ecs', 'RunTask20150331')).toBeNull();
  });

  test.each<[source: string, name: string, kind: string, access: string | null]>([
    ['signin', 'ConsoleLogin', 'console', 'write'],
    ['signin', 'SwitchRole', 'console', 'write'],
    ['signin', 'CheckMfa', 'console', 'write'],
    ['signin', 'GetSigninToken', 'console', 'read'],
    ['signin', 'ExternalIdPDirectoryLogin', 'console', 'write'],
    ['secretsmanager', 'StartSecretVersionDelete', 'service_event', null],
    ['ec2', 'SharedSnapshotVolumeCreated', 'service_event', null],
    ['s3', 'GetBucketPublicAccessBlock', 'api', 'read'],
    ['sts', 'AssumeRole', 'api', 'read'],
    ['kms', 'Decrypt', 'api', 'read'],
    ['ses', 'DeleteIdentity', 'api', 'write'],
    ['ses', 'DeleteEmailIdentity', 'api', 'write'],
    ['autoscaling', 'RegisterScalableTarget', 'api', 'write'],
    ['monitoring', 'DeleteAlarms', 'api', 'write'],
    ['config', 'StopConfigurationRecorder', 'api', 'write'],
    ['logs', 'DeleteLogGroup', 'api', 'write'],
    ['sso', 'CreatePermissionSet', 'api', 'write'],
    ['route53domains', 'TransferDomainToAnotherAwsAccount', 'api', 'write'],
    ['bedrock', 'PutFoundationModelEntitlement', 'api', 'write'],
    ['iam', 'CreateAccessKey', 'api', 'write'],
  ])('%s %s', (source, name, kind, access) => {
    expect(operations.find(`${source}.amazonaws.com`, name)).toMatchObject({ name, kind, access });
  });

  test('tells data events from management events', () => {
    const isData = (source: string, name: string) =>
      operations.find(`${source}.amazonaws.com`, name)?.dataEvent ?? null;
    const data = [isData('s3', 'GetObject'), isData('lambda', 'Invoke'), isData('dynamodb', 'PutItem')];
    expect([...data, isData('sqs', 'SendMessage'), isData('sns', 'Publish')]).toEqual(Array(5).fill(true));
    const management = [
      isData('s3', 'PutBucketPolicy'),
      isData('bedrock', 'InvokeModel'),
      isData('bedrock', 'Converse'),
    ];
    expect([...management, isData('dynamodb', 'CreateTable')]).toEqual(Array(4).fill(false));
  });
});
