// CloudTrail-like events, always the same ones: about 1.2 kB each, in the proportions of an ordinary account.
const calls = [
  ['ec2.amazonaws.com', 'DescribeInstances', () => ({ instancesSet: {}, filterSet: {} })],
  [
    'sts.amazonaws.com',
    'AssumeRole',
    (n) => ({ roleArn: `arn:aws:iam::111122223333:role/app-${n % 40}`, roleSessionName: `s-${n}` }),
  ],
  [
    's3.amazonaws.com',
    'GetObject',
    (n) => ({ bucketName: `data-${n % 90}`, key: `in/${n}.json`, Host: 's3.eu-west-1.amazonaws.com' }),
  ],
  [
    'kms.amazonaws.com',
    'Decrypt',
    (n) => ({ encryptionAlgorithm: 'SYMMETRIC_DEFAULT', encryptionContext: { app: `a${n % 9}` } }),
  ],
  ['iam.amazonaws.com', 'ListRoles', () => null],
  [
    'ecs.amazonaws.com',
    'RegisterTaskDefinition',
    (n) => ({
      family: `service-${n % 30}`,
      containerDefinitions: [
        { name: 'app', image: `registry.example/app:${n}`, command: ['serve', '--port', '8080'] },
        {
          name: 'side',
          image: 'registry.example/side:1',
          command: ['sh', '-c', n % 200 === 3 ? 'curl $AWS_CONTAINER_CREDENTIALS_RELATIVE_URI' : 'sleep 5'],
        },
      ],
    }),
  ],
  ['cloudtrail.amazonaws.com', 'LookupEvents', () => ({ maxResults: 50 })],
  [
    'lambda.amazonaws.com',
    'UpdateFunctionCode20150331v2',
    (n) => ({ functionName: `f-${n % 50}`, publish: false, dryRun: false }),
  ],
];

function event(n) {
  const [eventSource, eventName, parameters] = calls[(n * 7) % calls.length];
  const time = new Date(Date.UTC(2025, 0, 1) + n * 1700).toISOString().replace('.000Z', 'Z');
  const hex = ((n * 2654435761) % 4294967296).toString(16).padStart(8, '0');
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE${hex.toUpperCase()}:session-${n % 300}`,
      arn: `arn:aws:sts::111122223333:assumed-role/app-${n % 40}/session-${n % 300}`,
      accountId: '111122223333',
      accessKeyId: `ASIAEXAMPLE${hex.toUpperCase()}`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: `AROAEXAMPLE${hex.toUpperCase()}`,
          arn: `arn:aws:iam::111122223333:role/app-${n % 40}`,
          accountId: '111122223333',
          userName: `app-${n % 40}`,
        },
        attributes: { creationDate: time, mfaAuthenticated: 'false' },
      },
    },
    eventTime: time,
    eventSource,
    eventName,
    awsRegion: 'eu-west-1',
    sourceIPAddress: `10.${n % 250}.${(n * 3) % 250}.7`,
    userAgent: 'aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64 api/example#1.0',
    requestParameters: parameters(n),
    responseElements: null,
    requestID: `${hex}-1111-2222-3333-444455556666`,
    eventID: `${hex}-aaaa-bbbb-cccc-ddddeeeeffff`,
    readOnly: /^(Describe|List|Get|Lookup)/.test(eventName),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${eventSource.split('.')[0]}.eu-west-1.amazonaws.com`,
    },
  };
}

/** One event a line, beginning with event number `from`. */
export function eventLines(count, from = 0) {
  return Array.from({ length: count }, (_, index) => JSON.stringify(event(from + index)));
}
