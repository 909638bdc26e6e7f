// What is known of CloudTrail's records beside the shapes of calls, by hand: AWS CloudTrail User Guide, "CloudTrail
// record contents" and "CloudTrail userIdentity element", and public records.

/** Fields with objects in them, whatever the call. */
export const objectFields: ReadonlySet<string> = new Set([
  'userIdentity',
  'userIdentity.sessionContext',
  'userIdentity.sessionContext.sessionIssuer',
  'userIdentity.sessionContext.attributes',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'resources',
  'tlsDetails',
]);

/** Known fields below the top level: whoever writes another case means these. */
export const nestedFields: readonly string[] = [
  'userIdentity.type',
  'userIdentity.principalId',
  'userIdentity.arn',
  'userIdentity.accountId',
  'userIdentity.accessKeyId',
  'userIdentity.userName',
  'userIdentity.invokedBy',
  'userIdentity.sessionContext',
  'userIdentity.sessionContext.sessionIssuer',
  'userIdentity.sessionContext.sessionIssuer.type',
  'userIdentity.sessionContext.sessionIssuer.principalId',
  'userIdentity.sessionContext.sessionIssuer.arn',
  'userIdentity.sessionContext.sessionIssuer.accountId',
  'userIdentity.sessionContext.sessionIssuer.userName',
  'userIdentity.sessionContext.attributes',
  'userIdentity.sessionContext.attributes.creationDate',
  'userIdentity.sessionContext.attributes.mfaAuthenticated',
];

/** Fields with few values, in the case of the records. New ones may come. */
export const knownValues: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'eventType',
    [
      'AwsApiCall',
      'AwsServiceEvent',
      'AwsConsoleAction',
      'AwsConsoleSignIn',
      'AwsCloudTrailInsight',
      'AwsVpceEvent',
    ],
  ],
  ['eventCategory', ['Management', 'Data', 'Insight', 'NetworkActivity']],
  [
    'userIdentity.type',
    [
      'Root',
      'IAMUser',
      'AssumedRole',
      'Role',
      'FederatedUser',
      'Directory',
      'AWSAccount',
      'AWSService',
      'IdentityCenterUser',
      'SAMLUser',
      'WebIdentityUser',
      'Unknown',
    ],
  ],
  ['additionalEventData.MFAUsed', ['Yes', 'No']],
  ['additionalEventData.MobileVersion', ['Yes', 'No']],
  ['responseElements.ConsoleLogin', ['Success', 'Failure']],
]);

export const booleanFields: ReadonlySet<string> = new Set(['readOnly', 'managementEvent']);

/** Whoever looks for a success this way finds none: the records of calls that succeeded have no such field. */
export const absentOnSuccess: ReadonlySet<string> = new Set(['errorCode', 'errorMessage']);
export const successWords: ReadonlySet<string> = new Set([
  'success',
  'succeeded',
  'successful',
  'ok',
  'none',
]);

/** An identity of type `AWSService` has nothing but its type and `invokedBy`. */
export const fieldsOfServiceIdentity: ReadonlySet<string> = new Set([
  'userIdentity',
  'userIdentity.type',
  'userIdentity.invokedBy',
]);

/** Permissions of IAM whose calls have another name: source → permission → event names, empty where there is none. */
export const permissions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // S3 User Guide, "Required permissions for Amazon S3 API operations".
  's3.amazonaws.com': {
    deleteobjectversion: ['DeleteObject'],
    getanalyticsconfiguration: ['GetBucketAnalyticsConfiguration'],
    getencryptionconfiguration: ['GetBucketEncryption'],
    getinventoryconfiguration: ['GetBucketInventoryConfiguration'],
    getlifecycleconfiguration: ['GetBucketLifecycle'],
    getmetricsconfiguration: ['GetBucketMetricsConfiguration'],
    getobjectversion: ['GetObject'],
    getreplicationconfiguration: ['GetBucketReplication'],
    listallmybuckets: ['ListBuckets'],
    listbucket: ['ListObjects'],
    listbucketmultipartuploads: ['ListMultipartUploads'],
    listmultipartuploadparts: ['ListParts'],
    putanalyticsconfiguration: ['PutBucketAnalyticsConfiguration'],
    putencryptionconfiguration: ['PutBucketEncryption'],
    putinventoryconfiguration: ['PutBucketInventoryConfiguration'],
    putlifecycleconfiguration: ['PutBucketLifecycle'],
    putmetricsconfiguration: ['PutBucketMetricsConfiguration'],
    putobjectversionacl: ['PutObjectAcl'],
    putreplicationconfiguration: ['PutBucketReplication'],
    replicatedelete: [],
    replicateobject: [],
  },
  'iam.amazonaws.com': { passrole: [] },
  'lambda.amazonaws.com': { invokefunction: ['Invoke'] },
};

/** A parameter that only an older form of a call has, and the one of today. */
export interface LegacyForm {
  readonly eventSource: string;
  readonly eventName: string;
  readonly field: string;
  readonly value: string;
  readonly today: string;
}

export const legacyForms: readonly LegacyForm[] = [
  {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'ModifyInstanceAttribute',
    field: 'requestParameters.attribute',
    value: 'userData',
    today: 'requestParameters.userData',
  },
];

/** Requests with JSON in a text: members that may hold it. */
export const jsonTexts: readonly string[] = ['policyDocument', 'assumeRolePolicyDocument', 'policy'];

/** Its JSON is percent-encoded: all public records have it so. */
export const urlEncodedFields: ReadonlySet<string> = new Set([
  'responseElements.role.assumeRolePolicyDocument',
]);

/** What an item beside it implies. */
export const implied: readonly {
  readonly field: string;
  readonly value: string;
  readonly byField: string;
  readonly byValue: string;
}[] = [
  {
    field: 'userIdentity.sessionContext.sessionIssuer.type',
    value: 'Role',
    byField: 'userIdentity.type',
    byValue: 'AssumedRole',
  },
];

/** An operation that gives a permission or takes it away, as its parameters say. */
export interface Direction {
  readonly eventSource: string;
  readonly eventName: string;
  readonly gives: string;
  readonly takes: string;
}

const direction = (service: string, eventName: string, gives: string, takes: string): Direction => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  gives: `requestParameters.${gives}`,
  takes: `requestParameters.${takes}`,
});

/** API references of EC2, RDS and Systems Manager. */
export const directions: readonly Direction[] = [
  direction('ec2', 'ModifySnapshotAttribute', 'createVolumePermission.add', 'createVolumePermission.remove'),
  direction('ec2', 'ModifyImageAttribute', 'launchPermission.add', 'launchPermission.remove'),
  direction('ec2', 'ModifyFpgaImageAttribute', 'loadPermission.add', 'loadPermission.remove'),
  direction('rds', 'ModifyDBSnapshotAttribute', 'valuesToAdd', 'valuesToRemove'),
  direction('rds', 'ModifyDBClusterSnapshotAttribute', 'valuesToAdd', 'valuesToRemove'),
  direction('ssm', 'ModifyDocumentPermission', 'accountIdsToAdd', 'accountIdsToRemove'),
];

/** Operations that do the same under another name: source → operation → others. */
export const siblings: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // Both versions of the API record the one source.
  'ses.amazonaws.com': {
    DeleteIdentity: ['DeleteEmailIdentity'],
    VerifyEmailIdentity: ['CreateEmailIdentity'],
    VerifyDomainIdentity: ['CreateEmailIdentity'],
    UpdateAccountSendingEnabled: ['PutAccountSendingAttributes'],
  },
  'apigateway.amazonaws.com': {
    CreateRestApi: ['CreateApi'],
    DeleteRestApi: ['DeleteApi'],
  },
};
