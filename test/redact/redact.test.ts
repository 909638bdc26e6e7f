import { expect, test } from 'vitest';
import { readSecrets } from '../../src/redact/read-secrets.ts';
import { createRedactor, createShift, withStandIns } from '../../src/redact/redact.ts';
import { madeUp } from './made-up.ts';

const it = madeUp(5);

async function redacted(text: string, keep: readonly string[] = [], ruleText = '') {
  const secrets = await readSecrets({ ruleText, eventTexts: [text] });
  const kept = secrets.list.filter(({ value }) => keep.includes(value)).map(({ id }) => id);
  const redactor = createRedactor(secrets, new Set(kept));
  return {
    text: withStandIns(text, await redactor.edits(text)),
    rule: withStandIns(ruleText, redactor.plainEdits(ruleText)),
  };
}

async function redactedJson(value: unknown): Promise<unknown> {
  return JSON.parse((await redacted(JSON.stringify(value))).text);
}

test('the same value has the same stand-in in every place and spelling', async () => {
  const [user, account] = [it.user, it.account];
  expect(
    await redactedJson({
      arn: `arn:aws:iam::${account}:user/${user}`,
      principalId: `${account}:${user.toUpperCase()}`,
      bucket: { note: `logs of ${user}, in s3-${account}-eu` },
      [`${user}/x`]: Number(account),
      path: `/home/${user}/.ssh`,
      ownerId: Number(account),
    }),
  ).toEqual({
    arn: 'arn:aws:iam::111122223333:user/user-1',
    principalId: '111122223333:user-1',
    bucket: { note: 'logs of user-1, in s3-111122223333-eu' },
    'user-1/x': 111122223333,
    path: '/home/user-1/.ssh',
    ownerId: 111122223333,
  });
});

test('nothing but the values changes: layout, escapes, numbers, order and repeated keys stay', async () => {
  const before = `\ufeff[ {"a":1.50,\t"b":"\\u0041\\/${it.ip}\\n" , "a":1e3}\r\n,{"n":"\\u00e9"} ] `;
  expect((await redacted(before)).text).toBe(before.replace(it.ip, '192.0.2.1'));
});

test('addresses of one network stay in one network, as far as the networks for examples reach', async () => {
  const a = ['52.1.2.3', '52.1.2.77', '52.1.9.1', '52.1.9.0', '52.1.2.3'];
  expect(await redactedJson(a)).toEqual([
    '192.0.2.1',
    '192.0.2.2',
    '198.51.100.1',
    '198.51.100.0',
    '192.0.2.1',
  ]);
  const b = ['2600:1f18:1:2::a', '2600:1F18:0001:2:0::0a', '2600:1f18:1:2::b', '2600:1f18:1:3::a'];
  expect(await redactedJson(b)).toEqual(['2001:db8::1', '2001:db8::1', '2001:db8::2', '2001:db8:0:1::1']);
});

test('a thousand addresses are a thousand addresses', async () => {
  const many = Array.from({ length: 1000 }, (_, n) => `52.${n % 7}.${n % 250}.${1 + (n >> 2)}`);
  const out = (await redactedJson(many)) as string[];
  expect(new Set(out).size).toBe(new Set(many).size);
  expect(
    out.every((address) => /^(192\.0\.2|198\.51\.100|203\.0\.113|198\.18\.\d+)\.\d+$/.test(address)),
  ).toBe(true);
});

test('ids keep their shape', async () => {
  const out = await redactedJson([
    `arn:aws:ec2:eu-west-1:${it.account}:instance/i-0123456789abcdef9`,
    `arn:aws:kms:eu-west-1:${it.account}:key/0b7ff0c2-7e0d-4c3d-a5d0-3f5a5f6e1a01`,
    `arn:aws:iam::${it.account}:role/AWSReservedSSO_Admin_0123456789abcdef`,
  ]);
  expect(out).toEqual([
    'arn:aws:ec2:eu-west-1:111122223333:instance/i-00000000000000001',
    'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000001',
    'arn:aws:iam::111122223333:role/AWSReservedSSO_role-1',
  ]);
});

test('a stand-in that is there already is not given to another value', async () => {
  const out = await redactedJson({
    ip: ['192.0.2.1', it.ip],
    accounts: ['111122223333', it.account],
    arn: ['arn:aws:iam::111122223333:user/user-1', `arn:aws:iam::${it.account}:user/joe`],
  });
  expect(out).toEqual({
    ip: ['192.0.2.1', '192.0.2.2'],
    accounts: ['111122223333', '444455556666'],
    arn: ['arn:aws:iam::111122223333:user/user-1', 'arn:aws:iam::444455556666:user/user-2'],
  });
});

test('a name that is a common word is replaced only where a name must be', async () => {
  const out = await redactedJson({
    arn: `arn:aws:iam::${it.account}:user/admin`,
    eventName: 'CreateAdmin',
    note: 'the admin console',
    type: 'admin',
  });
  expect(out).toEqual({
    arn: 'arn:aws:iam::111122223333:user/user-1',
    eventName: 'CreateAdmin',
    note: 'the admin console',
    type: 'admin',
  });
});

test('a name is no part of another word, nor of a name of the event’s', async () => {
  const out = await redactedJson({
    userName: 'Zebra',
    eventSource: 'zebra.amazonaws.com',
    a: 'zebras, MY_ZEBRA_KEY, Zebra.',
  });
  expect(out).toEqual({
    userName: 'user-1',
    eventSource: 'zebra.amazonaws.com',
    a: 'zebras, MY_ZEBRA_KEY, Zebra.',
  });
});

test('what is kept stays, wherever it stands', async () => {
  const text = JSON.stringify({
    accountId: it.account,
    arn: `arn:aws:iam::${it.account}:user/joe`,
    ip: it.ip,
  });
  const out = (await redacted(text, [it.account])).text;
  expect(out).toBe(text.replace('/joe', '/user-1').replace(it.ip, '192.0.2.1'));
});

test('a rule says the same of the stand-ins; its prose keeps its words', async () => {
  const text = JSON.stringify({
    userName: 'gecko',
    arn: `arn:aws:iam::${it.account}:role/blue-gecko9`,
    ip: it.ip,
  });
  const rule = [
    'title: gecko, of blue-gecko9',
    'tags: [attack.gecko]',
    `a: '${it.account}'`,
    "b|endswith: ':user/gecko'",
    `c: ${it.ip}/32`,
  ].join('\n');
  expect((await redacted(text, [], rule)).rule).toBe(
    [
      'title: user-1, of role-1',
      'tags: [attack.gecko]',
      "a: '111122223333'",
      "b|endswith: ':user/user-1'",
      'c: 192.0.2.1/32',
    ].join('\n'),
  );
});

test('an offset is told where it has gone', () => {
  const text = 'ab CDE fg HI';
  const edits = [
    { range: { start: 3, end: 6 }, text: 'x' },
    { range: { start: 10, end: 12 }, text: 'longer' },
  ];
  expect(withStandIns(text, edits)).toBe('ab x fg longer');
  const shift = createShift(edits);
  expect([0, 3, 6, 7, 10, 12].map(shift)).toEqual([0, 3, 4, 5, 8, 14]);
});
