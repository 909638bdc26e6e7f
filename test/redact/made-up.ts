// Values that look real and belong to nobody. Made at run time: as text in a file they would alarm scanners.

/** A row of numbers that looks random and is always the same. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';

export function pick(alphabet: string, length: number, roll: (below: number) => number): string {
  return Array.from({ length }, () => alphabet[roll(alphabet.length)]).join('');
}

export function madeUp(seed = 7) {
  const roll = dice(seed * 2654435761);
  const code = (length: number) => pick(upper + '234567', length, roll);
  return {
    longKey: `AK${'IA'}${code(16)}`,
    shortKey: `AS${'IA'}${code(16)}`,
    secretKey: `a1B${pick(upper + lower + digits, 37, roll)}`,
    sessionToken: `IQo${'Jb3'}${pick(upper + lower + digits + '+/', 300, roll)}==`,
    password: `hunter-${pick(lower + digits, 12, roll)}`,
    account: `3${pick('0246813579', 10, roll)}7`,
    user: `u${pick(lower, 9, roll)}`,
    role: `r${pick(lower, 6, roll)}-${pick(lower, 5, roll)}`,
    bucket: `b${pick(lower, 7, roll)}-logs`,
    principal: `AR${'OA'}${code(17)}`,
    email: `${pick(lower, 8, roll)}@${pick(lower, 8, roll)}.com`,
    ip: `52.${roll(250)}.${roll(250)}.${1 + roll(250)}`,
    ipv6: `2600:1f18:${(4096 + roll(50000)).toString(16)}:${(4096 + roll(50000)).toString(16)}::${(16 + roll(200)).toString(16)}`,
    host: `${pick(lower, 7, roll)}.${pick(lower, 6, roll)}.internal`,
  };
}

export type MadeUp = ReturnType<typeof madeUp>;

/** An event as CloudTrail writes them, in which all of that is said. */
export function eventOf(it: MadeUp) {
  const role = `arn:aws:iam::${it.account}:role/${it.role}`;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${it.principal}:${it.user}`,
      arn: `arn:aws:sts::${it.account}:assumed-role/${it.role}/${it.user}`,
      accountId: it.account,
      accessKeyId: it.shortKey,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: it.principal,
          arn: role,
          accountId: it.account,
          userName: it.role,
        },
      },
    },
    eventTime: '2026-11-12T09:14:27Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    awsRegion: 'eu-west-1',
    sourceIPAddress: it.ip,
    userAgent: '[Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36]',
    requestParameters: {
      bucketName: it.bucket,
      Host: `${it.bucket}.s3.eu-west-1.amazonaws.com`,
      bucketPolicy: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: [role, it.account] },
            Resource: `arn:aws:s3:::${it.bucket}/*`,
          },
        ],
      },
      policyDocument: JSON.stringify({ Statement: [{ Principal: { AWS: role }, 'aws:SourceIp': it.ip }] }),
      assumeRolePolicyDocument: encodeURIComponent(
        JSON.stringify({ Principal: { AWS: `arn:aws:iam::${it.account}:user/${it.user}` }, mail: it.email }),
      ),
      owner: Number(it.account),
      notification: `mailto:${it.email}?from=${it.ipv6}`,
      environment: [{ name: 'DB_PASSWORD', value: it.password }],
      command: [
        'sh',
        '-c',
        `AWS_SECRET_ACCESS_KEY=${it.secretKey} aws s3 ls --endpoint-url https://${it.host}/`,
      ],
    },
    responseElements: {
      credentials: { accessKeyId: it.longKey, sessionToken: it.sessionToken, expiration: 'Nov 12, 2026' },
    },
    eventID: '0b7ff0c2-7e0d-4c3d-a5d0-3f5a5f6e1a01',
    recipientAccountId: it.account,
    tlsDetails: { clientProvidedHostHeader: 's3.eu-west-1.amazonaws.com' },
  };
}
