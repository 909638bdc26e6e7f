// What the API models don't say of CloudTrail's events, by hand: AWS's documentation of each service ("Logging …
// API calls with CloudTrail", "Logging data events") and public records. Sources are without `.amazonaws.com`.

/** Event name → name in the API, where the two differ. */
export const recordedNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Lambda Developer Guide, "Logging AWS Lambda API calls using AWS CloudTrail".
  lambda: {
    AddLayerVersionPermission20181031: 'AddLayerVersionPermission',
    AddPermission20150331v2: 'AddPermission',
    CreateAlias20150331: 'CreateAlias',
    CreateEventSourceMapping20150331: 'CreateEventSourceMapping',
    CreateFunction20150331: 'CreateFunction',
    DeleteAlias20150331: 'DeleteAlias',
    DeleteEventSourceMapping20150331: 'DeleteEventSourceMapping',
    DeleteFunction20150331: 'DeleteFunction',
    DeleteFunctionConcurrency20171031: 'DeleteFunctionConcurrency',
    DeleteLayerVersion20181031: 'DeleteLayerVersion',
    GetAccountSettings20160819: 'GetAccountSettings',
    GetAlias20150331: 'GetAlias',
    GetEventSourceMapping20150331: 'GetEventSourceMapping',
    GetFunction20150331v2: 'GetFunction',
    GetFunctionConfiguration20150331v2: 'GetFunctionConfiguration',
    GetLayerVersion20181031: 'GetLayerVersion',
    GetLayerVersionPolicy20181031: 'GetLayerVersionPolicy',
    GetPolicy20150331v2: 'GetPolicy',
    ListAliases20150331: 'ListAliases',
    ListEventSourceMappings20150331: 'ListEventSourceMappings',
    ListFunctions20150331: 'ListFunctions',
    ListLayers20181031: 'ListLayers',
    ListLayerVersions20181031: 'ListLayerVersions',
    ListTags20170331: 'ListTags',
    ListVersionsByFunction20150331: 'ListVersionsByFunction',
    PublishLayerVersion20181031: 'PublishLayerVersion',
    PublishVersion20150331: 'PublishVersion',
    PutFunctionConcurrency20171031: 'PutFunctionConcurrency',
    RemoveLayerVersionPermission20181031: 'RemoveLayerVersionPermission',
    RemovePermission20150331v2: 'RemovePermission',
    TagResource20170331v2: 'TagResource',
    UntagResource20170331v2: 'UntagResource',
    UpdateAlias20150331: 'UpdateAlias',
    UpdateEventSourceMapping20150331: 'UpdateEventSourceMapping',
    UpdateFunctionCode20150331v2: 'UpdateFunctionCode',
    UpdateFunctionConfiguration20150331v2: 'UpdateFunctionConfiguration',
  },
  // S3 User Guide, "Amazon S3 CloudTrail events": records have the names of the older REST API.
  s3: {
    DeleteAccountPublicAccessBlock: 'DeletePublicAccessBlock',
    DeleteBucketPublicAccessBlock: 'DeletePublicAccessBlock',
    GetAccelerateConfiguration: 'GetBucketAccelerateConfiguration',
    GetAccountPublicAccessBlock: 'GetPublicAccessBlock',
    GetBucketLifecycle: 'GetBucketLifecycleConfiguration',
    GetBucketNotification: 'GetBucketNotificationConfiguration',
    GetBucketObjectLockConfiguration: 'GetObjectLockConfiguration',
    GetBucketPublicAccessBlock: 'GetPublicAccessBlock',
    ListBucketVersions: 'ListObjectVersions',
    PutAccelerateConfiguration: 'PutBucketAccelerateConfiguration',
    PutAccountPublicAccessBlock: 'PutPublicAccessBlock',
    PutBucketLifecycle: 'PutBucketLifecycleConfiguration',
    PutBucketNotification: 'PutBucketNotificationConfiguration',
    PutBucketObjectLockConfiguration: 'PutObjectLockConfiguration',
    PutBucketPublicAccessBlock: 'PutPublicAccessBlock',
  },
};

/** Event names that may end in the version of the API, even where `recordedNames` doesn't know that version. */
export const versionSuffixes: Readonly<Record<string, RegExp>> = {
  lambda: /\d{8}(v\d+)?$/,
  cloudfront: /\d{4}_\d\d_\d\d$/,
};

/** What only a trail that records data events has: CloudTrail User Guide, "Logging data events". */
export const dataEvents: Readonly<Record<string, string>> = {
  // Amazon Bedrock User Guide: InvokeModel, InvokeModelWithResponseStream, Converse and ConverseStream are management
  // events.
  bedrock:
    'ApplyGuardrail GetAsyncInvoke InvokeAgent InvokeFlow InvokeInlineAgent InvokeModelWithBidirectionalStream ' +
    'RenderPrompt Retrieve RetrieveAndGenerate StartAsyncInvoke',
  'cloudtrail-data': 'PutAuditEvents',
  'cognito-identity': 'GetCredentialsForIdentity GetId GetOpenIdToken UnlinkIdentity',
  dynamodb:
    'BatchExecuteStatement BatchGetItem BatchWriteItem DeleteItem ExecuteStatement ExecuteTransaction GetItem ' +
    'GetRecords GetShardIterator PutItem Query Scan TransactGetItems TransactWriteItems UpdateItem',
  // EBS User Guide: StartSnapshot and CompleteSnapshot are management events.
  ebs: 'GetSnapshotBlock ListChangedBlocks ListSnapshotBlocks PutSnapshotBlock',
  kinesis: 'GetRecords GetShardIterator PutRecord PutRecords SubscribeToShard',
  lambda: 'Invoke',
  monitoring: 'GetMetricData GetMetricStatistics GetMetricWidgetImage ListMetrics PutMetricData',
  'rds-data':
    'BatchExecuteStatement BeginTransaction CommitTransaction ExecuteSql ExecuteStatement RollbackTransaction',
  // S3 User Guide, "Amazon S3 CloudTrail events", data events.
  s3:
    'AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject DeleteObjects ' +
    'DeleteObjectTagging GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention ' +
    'GetObjectTagging GetObjectTorrent HeadBucket HeadObject ListBucketVersions ListMultipartUploads ListObjects ' +
    'ListObjectsV2 ListObjectVersions ListParts PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention ' +
    'PutObjectTagging RestoreObject SelectObjectContent UploadPart UploadPartCopy',
  sagemaker:
    'BatchGetRecord BatchPutMetrics DeleteRecord GetRecord InvokeEndpointWithResponseStream PutRecord',
  // Amazon SES Developer Guide, "Logging Amazon SES API calls".
  ses: 'SendBulkEmail SendBulkTemplatedEmail SendEmail SendRawEmail SendTemplatedEmail',
  servicediscovery: 'DiscoverInstances DiscoverInstancesRevision',
  sns: 'Publish PublishBatch',
  sqs:
    'ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch ReceiveMessage ' +
    'SendMessage SendMessageBatch',
  states: 'InvokeHTTPEndpoint',
  timestream: 'Query WriteRecords',
};

/** Recorded of people in a browser, or of no public API; a `+` is behind those that only read. */
export const consoleEvents: Readonly<Record<string, string>> = {
  // IAM User Guide and AWS Sign-In User Guide, "CloudTrail event for sign-in".
  signin:
    'CheckMfa ConsoleLogin CredentialChallenge CredentialVerification ExitRole ExternalIdPDirectoryLogin ' +
    'GetSigninToken+ PasswordRecoveryCompleted PasswordRecoveryRequested PasswordUpdated RenewRole ' +
    'SwitchRole UserAuthentication',
  // IAM Identity Center User Guide, "CloudTrail use cases".
  sso: 'Authenticate Federate Logout ListApplications+ ListProfilesForApplication+',
  'sso-directory':
    'AddMemberToGroup CreateGroup CreateUser DeleteGroup DeleteUser DisableExternalIdPConfigurationForDirectory ' +
    'EnableExternalIdPConfigurationForDirectory UpdatePassword',
};

/** What AWS did itself (`AwsServiceEvent`), and calls that only agents of AWS make. */
export const serviceEvents: Readonly<Record<string, string>> = {
  autoscaling: 'TerminateInstanceInAutoScalingGroup',
  ec2: 'BidEvictedEvent BidFulfilledEvent SharedSnapshotCopyInitiated SharedSnapshotVolumeCreated',
  kms: 'CreateKey DeleteKey RotateKey SynchronizeMultiRegionKey',
  organizations: 'AccountJoinedOrganization AccountDepartedOrganization CreateAccountResult',
  controltower:
    'CreateManagedAccount DeregisterOrganizationalUnit DisableGuardrail EnableGuardrail RegisterOrganizationalUnit ' +
    'SetupLandingZone UpdateLandingZone UpdateManagedAccount',
  secretsmanager:
    'CancelSecretVersionDelete EndSecretVersionDelete RotationAbandoned RotationFailed RotationStarted ' +
    'RotationSucceeded StartSecretVersionDelete TestRotationFailed TestRotationStarted TestRotationSucceeded',
};

/** Calls of agents and of the console on no public API, as found in public records; `+` as above. */
export const unlistedCalls: Readonly<Record<string, string>> = {
  s3: 'GetStorageLensDashboardDataInternal+',
  ssm: 'RegisterManagedInstance UpdateInstanceInformation',
};

/** Where `readOnly` of the records differs from what IAM says of the action. */
export const readOnlyCalls: Readonly<Record<string, string>> = {
  kms: 'Decrypt Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GenerateRandom ReEncrypt Sign Verify VerifyMac',
  sts: 'AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity DecodeAuthorizationMessage GetAccessKeyInfo GetCallerIdentity GetFederationToken GetSessionToken',
};

/**
 * What records have and the models don't, found in public records: anything may be below these members. `*` is for
 * every source: a call that failed may have its message for a response.
 */
export const addedMembers: {
  readonly request: Readonly<Record<string, string>>;
  readonly response: Readonly<Record<string, string>>;
} = {
  request: {
    'ec2-instance-connect': 'monitorMode',
    eks: 'name',
    kms: 'overridePendingWindowCheck',
    lambda: 'fullyQualifiedArn',
    rds: 'sourceRegion forceFailover',
    route53resolver: 'originSequenceNumber',
    s3: 'Host',
    ssm: 'interactive',
  },
  response: {
    '*': 'message Message',
    lambda: 'layers.uncompressedCodeSize',
    rds: 'httpEndpointEnabled sourceRegion',
    ssm:
      'command.clientName command.clientSourceId command.hasCancelCommandSignature ' +
      'command.hasSendCommandSignature command.interactive',
  },
};
