import { expect, test } from 'vitest';
import { hasSecret, readSecrets } from '../../src/redact/read-secrets.ts';
import { madeUp } from './made-up.ts';

const it = madeUp(3);

async function foundIn(event: unknown): Promise<string[]> {
  const { list } = await readSecrets({ ruleText: '', eventTexts: [JSON.stringify(event)] });
  return list.map(({ kind, value }) => `${kind} ${value}`);
}

test.each<[what: string, event: object, found: readonly string[]]>([
  ['an access key inside of a text', { m: `key ${it.longKey}, denied` }, [`access_key ${it.longKey}`]],
  ['a short-lived key', { accessKeyId: it.shortKey }, [`access_key ${it.shortKey}`]],
  ['a secret key by its looks', { m: `x ${it.secretKey} y` }, [`secret_key ${it.secretKey}`]],
  ['a secret key by its name', { secretAccessKey: 'abc-def-ghi' }, ['secret_key abc-def-ghi']],
  ['a session token', { m: it.sessionToken }, [`session_token ${it.sessionToken}`]],
  ['a password by its name', { masterUserPassword: 'hunter-2' }, ['password hunter-2']],
  ['a password of a command', { c: 'mysql --password hunter-2 -h x' }, ['password hunter-2']],
  ['a password of a variable', { env: [{ name: 'DB_PASSWORD', value: 'hunter-2' }] }, ['password hunter-2']],
  ['its value first', { env: [{ value: 'hunter-2', name: 'DB_PASSWORD' }] }, ['password hunter-2']],
  ['a password in an address', { u: 'https://joe:hunter-2@files.example.com/' }, ['password hunter-2']],
  ['a bearer token', { h: 'Authorization: Bearer abcdefghijklmnop123' }, ['token abcdefghijklmnop123']],
  [
    'a private key',
    { pem: `-----BEGIN ${'RSA'} PRIVATE KEY-----\nMIIabc\n-----END` },
    ['private_key \nMIIabc\n'],
  ],
  ['an account id as text', { accountId: it.account }, [`account_id ${it.account}`]],
  ['an account id as a number', { ownerId: Number(it.account) }, [`account_id ${it.account}`]],
  ['an account id in a name', { dir: `logs-${it.account}-eu` }, [`account_id ${it.account}`]],
  [
    'a user',
    { arn: `arn:aws:iam::${it.account}:user/ops/joe` },
    [`account_id ${it.account}`, 'arn_name ops', 'arn_name joe'],
  ],
  [
    'a role and its session',
    { arn: 'arn:aws:sts::111122223333:assumed-role/r-x/s@acme.io' },
    ['arn_name r-x', 'email s@acme.io'],
  ],
  [
    'a bucket and an object',
    { arn: 'arn:aws:s3:::acme-data/in/joe.csv' },
    ['arn_name acme-data', 'arn_name in', 'arn_name joe.csv'],
  ],
  ['a bucket before its host', { Host: 'acme-data.s3.eu-west-1.amazonaws.com' }, ['host acme-data']],
  [
    'a log group',
    { arn: `arn:aws:logs:eu-west-1:${it.account}:log-group:/aws/lambda/checkout:*` },
    [`account_id ${it.account}`, 'arn_name checkout'],
  ],
  [
    'who uses a principal',
    { principalId: `${it.principal}:joe` },
    [`principal_id ${it.principal}`, 'arn_name joe'],
  ],
  ['a name by its member', { userName: 'joe' }, ['arn_name joe']],
  ['a user of a domain', { SubjectUserName: 'ACME\\joe' }, ['arn_name ACME', 'arn_name joe']],
  ['an e-mail address', { m: 'by joe.doe+x@acme.co.uk.' }, ['email joe.doe+x@acme.co.uk']],
  ['an IPv4 address', { sourceIPAddress: it.ip }, [`ip ${it.ip}`]],
  ['an IPv4 network', { cidrIp: `${it.ip}/32` }, [`ip ${it.ip}`]],
  ['an IPv6 address', { sourceIPAddress: it.ipv6 }, [`ip ${it.ipv6}`]],
  ['a host in an address', { u: 'https://git.acme.io/x' }, ['host git.acme.io']],
  ['a host of a network', { m: 'ssh db1.prod.internal -p 1' }, ['host db1.prod.internal']],
  ['a host by its member', { Computer: 'WS-0042' }, ['host WS-0042']],
  [
    'an instance by its public name',
    { dnsName: 'ec2-52-1-2-3.compute-1.amazonaws.com' },
    ['host ec2-52-1-2-3'],
  ],
])('finds %s', async (_, event, found) => {
  expect(await foundIn(event)).toEqual(found);
});

test.each<[what: string, event: object]>([
  ['accounts of guides', { accountId: '123456789012', other: '111122223333' }],
  [
    'keys of guides',
    { accessKeyId: `AK${'IA'}IOSFODNN7EXAMPLE`, secretAccessKey: 'wJalrXUtnFEMI/EXAMPLEKEY' },
  ],
  ['names in an account of guides', { arn: 'arn:aws:iam::111122223333:user/alice', userName: 'alice' }],
  ['addresses for documentation', { a: '192.0.2.7', b: '198.51.100.9', c: '203.0.113.4', d: '2001:db8::1' }],
  [
    'private addresses',
    { a: '10.0.0.7', b: '172.16.3.4', c: '192.168.1.1', d: 'fd00::1', e: '127.0.0.1', f: '0.0.0.0/0' },
  ],
  ['example.com', { mail: 'joe@example.com', url: 'https://www.example.org/' }],
  [
    'services',
    {
      eventSource: 's3.amazonaws.com',
      sourceIPAddress: 'ec2.amazonaws.com',
      Host: 's3.eu-west-1.amazonaws.com',
    },
  ],
  ['versions', { userAgent: 'Mozilla/5.0 Chrome/142.0.0.0 Boto3/1.40.61', engineVersion: '14.6.0.1' }],
  ['links of products', { userAgent: 'Terraform/1.5 (+https://www.terraform.io) aws-sdk-go/1.44' }],
  ['policies of AWS', { policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
  [
    'service-linked roles',
    { arn: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS' },
  ],
  ['root', { arn: 'arn:aws:iam::111122223333:root' }],
  ['wildcards', { Resource: ['*', 'arn:aws:s3:::*', 'arn:aws:iam::*:role/*'] }],
  [
    'what was hidden before',
    { password: 'HIDDEN_DUE_TO_SECURITY_REASONS', x: { sessionToken: '<sensitiveDataRemoved>' } },
  ],
  [
    'references to secrets',
    { password: 'arn:aws:secretsmanager:eu-west-1:aws:secret', c: '--password $DB_PASSWORD' },
  ],
  ['ids of events', { eventID: '0b7ff0c2-7e0d-4c3d-a5d0-345678901234' }],
  ['times', { eventTime: '2026-11-12T09:14:27Z', file: 'x_202611120914_y', n: 1762938867123 }],
  ['numbers that are no accounts', { bytes: 340913168897 }],
  ['tokens of pages', { nextToken: 'abcdefghijklmnop', clientToken: 'abcdefghijklmnop' }],
  ['Windows itself', { User: 'NT AUTHORITY\\SYSTEM', SubjectUserName: 'LOCAL SERVICE' }],
  [
    'paths of forty letters',
    { a: 'events/EC2/AuthorizeSecurityGroupIngress', b: 'f2a9c1d04b7e8a6513c0d9e2f4b6a8c7d1e3f509' },
  ],
  ['prose', { errorMessage: 'Your password: must have a token, and a secret.' }],
])('finds nothing in %s', async (_, event) => {
  expect(await foundIn(event)).toEqual([]);
});

test('names beside an example are names as soon as something is real', async () => {
  const arn = 'arn:aws:iam::111122223333:user/alice';
  expect(await foundIn({ arn, sourceIPAddress: it.ip })).toEqual(['arn_name alice', `ip ${it.ip}`]);
});

test('of a rule only what surely is somebody’s: its own words stay', async () => {
  const ruleText = [
    'author: joe@acme.io',
    'references: [https://blog.acme.io/x]',
    `# ${it.longKey}`,
    `a: arn:aws:iam::${it.account}:role/deploy-prod`,
    `b: ${it.ip}`,
  ].join('\n');
  const { list } = await readSecrets({ ruleText, eventTexts: [] });
  expect(list.map(({ value }) => value)).toEqual([it.longKey, it.account]);
});

test('whether there is a secret is told without looking further', async () => {
  const texts = (event: object) => ({ ruleText: '', eventTexts: [JSON.stringify(event)] });
  expect(await hasSecret(texts({ a: it.longKey }))).toBe(true);
  expect(await hasSecret(texts({ a: it.ip, accountId: it.account, mail: it.email }))).toBe(false);
  expect(await hasSecret({ ruleText: `x: ${it.longKey}`, eventTexts: [] })).toBe(true);
  expect(await hasSecret({ ruleText: '', eventTexts: [], otherTexts: [`["${it.longKey}"]`] })).toBe(true);
});
