// An ordinary day of assumed roles: people, pipelines, functions, containers, instances and services, all of them
// harmless. Made from a seed, always the same.
import type { LessonEvent } from '../lesson.ts';
import { assumedRole, browserAgent, record } from '../records.ts';
import type { RecordParts } from '../records.ts';

type Identity = NonNullable<RecordParts['who']>;
type Call = {
  readonly service: string;
  readonly name: string;
  readonly request?: NonNullable<RecordParts['request']>;
};

/** Our addresses, of which these are some. */
export const ownNetworks = ['198.51.100.0/25', '2001:db8:100::/48'];

/** A session with a key of its own. */
export function session(role: string, name: string): Identity {
  const key = [...`${role}/${name}`].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 36 ** 6, 7);
  return {
    ...assumedRole(role, name),
    accessKeyId: `ASIAEXAMPLE${key.toString(36).toUpperCase().padStart(9, '0')}`,
  };
}

/** The session that an instance has: EC2 names it after the instance and says how the credentials were fetched. */
export function instanceSession(role: string, instanceId: string): Identity {
  const identity = session(role, instanceId);
  return {
    ...identity,
    sessionContext: { ...(identity['sessionContext'] as Identity), ec2RoleDelivery: '2.0' },
  };
}

/** A service makes the call in the session of another. */
export const onBehalf = (who: Identity, service: string) => {
  const by = `${service}.amazonaws.com`;
  return { who: { ...who, invokedBy: by }, ip: by, agent: by };
};

/** What a row is called: the time, the role and the call, and nothing that tells good from bad. */
export function inNoise(
  expectation: LessonEvent['expectation'],
  role: string,
  parts: RecordParts & { readonly at: string },
): LessonEvent & { readonly at: string } {
  const { at, name } = parts;
  return { name: `${at.slice(11, 16)} ${role}: ${name}`, expectation, text: record(parts), at };
}

export const listBuckets: Call = {
  service: 's3',
  name: 'ListBuckets',
  request: { Host: 's3.eu-west-1.amazonaws.com' },
};
export const describeInstances: Call = {
  service: 'ec2',
  name: 'DescribeInstances',
  request: { maxResults: 100, instancesSet: {}, filterSet: {} },
};
export const whoAmI: Call = { service: 'sts', name: 'GetCallerIdentity' };
const describeStacks: Call = {
  service: 'cloudformation',
  name: 'DescribeStacks',
  request: { stackName: 'orders-prod' },
};
const readParameter = (name: string): Call => ({
  service: 'ssm',
  name: 'GetParameter',
  request: { name, withDecryption: true },
});
export const readSecret = (secretId: string): Call => ({
  service: 'secretsmanager',
  name: 'GetSecretValue',
  request: { secretId },
});
const describeImages: Call = {
  service: 'ecr',
  name: 'DescribeImages',
  request: { repositoryName: 'orders', maxResults: 100 },
};

/** Numbers from 0 to below `limit`, by a linear congruence. */
type Pick = (limit: number) => number;

function picker(seed: number): Pick {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const one = <T>(pick: Pick, all: readonly T[]): T => all[pick(all.length)] as T;
const hex = (pick: Pick, length: number) => Array.from({ length }, () => pick(16).toString(16)).join('');

const network = (pick: Pick) => (1 + pick(4095)).toString(16);

const office = (pick: Pick) => `198.51.100.${4 + pick(50)}`;
const subnet = (pick: Pick) =>
  pick(3) === 0
    ? `2001:db8:100:${network(pick)}::${1 + pick(9)}${hex(pick, 1)}`
    : `198.51.100.${64 + pick(60)}`;
const home = (pick: Pick) =>
  pick(2) === 0
    ? `203.0.113.${130 + pick(50)}`
    : `2001:db8:5ab:${network(pick)}::${1 + pick(9)}${hex(pick, 1)}`;

const terminalAgent =
  'aws-cli/2.31.6 md/awscrt#0.27.6 ua/2.1 os/macos#25.0.0 md/arch#arm64 lang/python#3.13.7 md/pyimpl#CPython cfg/retry-mode#standard';
const programAgent = (language: string) =>
  `aws-sdk-${language} ua/2.1 os/linux#6.1.0-25-cloud-amd64 md/arch#x86_64`;

interface Act extends Call {
  readonly role: string;
  readonly who: Identity;
  readonly ip: string;
  readonly agent: string;
}

type Kind = (pick: Pick) => Act;

const person: Kind = (pick) => {
  const [role, permissions] = one(pick, [
    ['Developer', 'AWSReservedSSO_Developer_3f1c9a7be2d04586'],
    ['ReadOnly', 'AWSReservedSSO_ReadOnly_90ab4de1c7f3526b'],
  ] as const);
  const isAtHome = pick(3) === 0;
  return {
    role,
    who: session(permissions, `${one(pick, ['dana', 'kim', 'omar', 'priya', 'sam'])}@example.com`),
    ip: isAtHome ? home(pick) : office(pick),
    agent: one(pick, [browserAgent, terminalAgent]),
    ...one(pick, [
      listBuckets,
      describeInstances,
      whoAmI,
      describeStacks,
      { service: 'logs', name: 'DescribeLogGroups', request: { limit: 50 } },
      { service: 'rds', name: 'DescribeDBInstances' },
    ]),
  };
};

/** Builds run at another company, from its addresses. */
const pipeline: Kind = (pick) => ({
  role: 'github-deploy',
  who: session('github-deploy', 'GitHubActions'),
  ip: `192.0.2.${30 + pick(30)}`,
  agent: terminalAgent.replace('macos#25.0.0', 'linux#6.11.0-azure'),
  ...one(pick, [whoAmI, describeStacks, describeImages, { service: 'ecr', name: 'GetAuthorizationToken' }]),
});

/** Outside of our network it has an address of AWS. */
const lambda: Kind = (pick) => {
  const name = one(pick, ['orders-export', 'invoice-mailer', 'thumbnailer']);
  return {
    role: `${name}-lambda`,
    who: session(`${name}-lambda`, name),
    ip: `192.0.2.${70 + pick(26)}`,
    agent: programAgent('js/3.901.0'),
    ...one(pick, [readParameter(`/${name}/config`), readSecret(`prod/${name}/key`), listBuckets]),
  };
};

/** The session is named after the task: 32 digits. */
const container: Kind = (pick) => {
  const role = one(pick, ['checkout-task', 'catalog-task']);
  return {
    role,
    who: session(role, hex(pick, 32)),
    ip: subnet(pick),
    agent: programAgent('go-v2/1.39.2'),
    ...one(pick, [readSecret('prod/checkout/db'), readParameter('/checkout/flags'), whoAmI]),
  };
};

const fleet = [
  ['web-frontend', 'i-0d3f9b2c71e84a650'],
  ['web-frontend', 'i-07ac51e0f2b96d438'],
  ['batch-worker', 'i-0f60b7d24c8195ea3'],
  ['batch-worker', 'i-02be94d3a5c6710f8'],
] as const;

const instance: Kind = (pick) => {
  const [role, id] = one(pick, fleet);
  return {
    role,
    who: instanceSession(role, id),
    ip: subnet(pick),
    agent: programAgent('go/1.55.8'),
    ...one(pick, [
      listBuckets,
      describeInstances,
      readParameter('/web/config'),
      readSecret('prod/orders/db'),
      {
        service: 'ssm',
        name: 'UpdateInstanceInformation',
        request: {
          instanceId: id,
          agentVersion: '3.3.2746.0',
          agentStatus: 'Active',
          platformType: 'Linux',
          platformName: 'Amazon Linux',
          platformVersion: '2023',
        },
      },
    ]),
  };
};

const service: Kind = (pick) => {
  const [by, role, name] = one(pick, [
    ['autoscaling', 'AWSServiceRoleForAutoScaling', 'AutoScaling'],
    ['config', 'AWSServiceRoleForConfig', 'AWSConfig-Describe'],
    ['ecs', 'AWSServiceRoleForECS', 'ecs-service-scheduler'],
  ] as const);
  return {
    role,
    ...onBehalf(session(role, name), by),
    ...one(pick, [
      describeInstances,
      { service: 'ec2', name: 'DescribeVolumes', request: { maxResults: 100, volumeSet: {}, filterSet: {} } },
      {
        service: 'ec2',
        name: 'DescribeNetworkInterfaces',
        request: { maxResults: 100, networkInterfaceIdSet: {}, filterSet: {} },
      },
    ]),
  };
};

/** Another company watches over us. */
const vendor: Kind = (pick) => ({
  role: 'monitoring-vendor',
  who: session('monitoring-vendor', `poller-eu-${1 + pick(4)}`),
  ip: `203.0.113.${200 + pick(12)}`,
  agent: programAgent('java/2.34.4'),
  ...one(pick, [
    describeInstances,
    listBuckets,
    { service: 'monitoring', name: 'DescribeAlarms', request: { maxRecords: 100 } },
  ]),
});

const kinds: readonly Kind[] = [
  person,
  instance,
  pipeline,
  container,
  person,
  service,
  instance,
  lambda,
  vendor,
];

/** One call of each kind in turn, over a day. */
export function makeNoise(count: number, seed: number) {
  const pick = picker(seed);
  const step = Math.floor((24 * 60) / count);
  return Array.from({ length: count }, (_, i) => {
    const minutes = i * step + pick(step);
    const two = (value: number) => String(value).padStart(2, '0');
    const at = `2026-11-12T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(pick(60))}Z`;
    const { role, ...act } = (kinds[i % kinds.length] as Kind)(pick);
    return inNoise('silent', role, { ...act, at });
  });
}
