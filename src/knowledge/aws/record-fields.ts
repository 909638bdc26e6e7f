// What the fields of every CloudTrail record mean. AWS CloudTrail User Guide, "CloudTrail record contents" and
// "CloudTrail userIdentity element", in our words.

const rows: Readonly<Record<string, string>> = {
  eventVersion: 'Version of the record format.',
  eventTime: 'When the request was completed, in UTC, to the second.',
  eventSource: 'The service that was called: its name before `.amazonaws.com`.',
  eventName: 'The operation that was called.',
  awsRegion: 'The region that the request went to; `us-east-1` for services without regions.',
  sourceIPAddress: 'Where the request came from: an address, or the name of the AWS service that made it.',
  userAgent: 'The program that made the request, as it says itself.',
  errorCode: 'Why AWS refused the request. Absent where it succeeded.',
  errorMessage: 'The same in words. Absent where it succeeded.',
  requestParameters: 'What the request asked for.',
  responseElements: 'What a call that changes something answered; calls that only read have none.',
  additionalEventData: 'What the service adds, such as whether MFA was used to sign in.',
  'additionalEventData.MFAUsed': '`Yes` where a sign-in to the console used MFA.',
  'additionalEventData.MobileVersion': 'Whether the sign-in was on the mobile console.',
  requestID: 'The service’s id of the request.',
  eventID: 'CloudTrail’s own id of the record: another one each time.',
  eventType: '`AwsApiCall`, `AwsServiceEvent`, `AwsConsoleAction`, `AwsConsoleSignIn` and the like.',
  apiVersion: 'The version of the API that was called.',
  managementEvent: 'Whether it is a management event.',
  readOnly: 'Whether the operation only reads.',
  resources: 'What was touched: a list of resources.',
  'resources.ARN': 'The name of a resource that was touched.',
  'resources.accountId': 'The account that the resource is in.',
  'resources.type': 'The kind of the resource: `AWS::S3::Object`.',
  recipientAccountId:
    'The account that received the record: another than the caller’s where a call crosses accounts.',
  serviceEventDetails: 'What a service tells of an event that nobody asked for.',
  sharedEventID: 'The same in all accounts that got a record of one action.',
  vpcEndpointId: 'The VPC endpoint that the request came through.',
  vpcEndpointAccountId: 'The account of that VPC endpoint.',
  eventCategory: '`Management`, `Data`, `Insight` or `NetworkActivity`.',
  sessionCredentialFromConsole: '`true` where the credentials came from a console session.',
  edgeDeviceDetails: 'Of a Snowball Edge that was called.',
  addendum: 'Why the record came late or was changed.',
  insightDetails: 'What was unusual, of Insights events.',
  eventContext: 'Tags and conditions that were added to the event.',
  tlsDetails: 'How the connection was encrypted.',
  'tlsDetails.tlsVersion': 'The version of TLS.',
  'tlsDetails.cipherSuite': 'The cipher suite.',
  'tlsDetails.clientProvidedHostHeader': 'The host name that the client asked for.',
  userIdentity: 'Who made the request.',
  'userIdentity.type':
    '`Root`, `IAMUser`, `AssumedRole`, `FederatedUser`, `AWSService`, `AWSAccount` and the like.',
  'userIdentity.principalId':
    'A unique id of who made the request; of a role with the session name behind a colon.',
  'userIdentity.arn': 'The name of who made the request; of a role that of the session.',
  'userIdentity.accountId': 'The account of who made the request.',
  'userIdentity.accessKeyId': 'The key that signed the request: `AKIA…` lasts, `ASIA…` is of a session.',
  'userIdentity.userName': 'The IAM user’s name. Absent for roles; hidden where a sign-in failed.',
  'userIdentity.invokedBy': 'The AWS service that made the request for someone.',
  'userIdentity.identityProvider': 'Who vouched for a user from outside.',
  'userIdentity.sessionContext': 'Of requests with temporary credentials.',
  'userIdentity.sessionContext.attributes.creationDate': 'When the session began.',
  'userIdentity.sessionContext.attributes.mfaAuthenticated':
    '`true` where the session began with MFA; a text.',
  'userIdentity.sessionContext.sessionIssuer.type':
    'Whose credentials began the session: `Role`, `IAMUser`, `Root`.',
  'userIdentity.sessionContext.sessionIssuer.userName': 'The name of the role.',
  'userIdentity.sessionContext.sessionIssuer.arn': 'The name of the role, with its account.',
  'userIdentity.sessionContext.sessionIssuer.principalId': 'The unique id of the role.',
  'userIdentity.sessionContext.sessionIssuer.accountId': 'The account of the role.',
  'userIdentity.sessionContext.webIdFederationData.federatedProvider': 'Who vouched for a web identity.',
  'userIdentity.sessionContext.ec2RoleDelivery':
    'How an instance got its credentials: `1.0` or `2.0` of its metadata service.',
};

/** Paths, as rules have them. */
export const recordFields: readonly string[] = Object.keys(rows);

/** One sentence; null for what is no field of every record. */
export function aboutRecordField(path: string): string | null {
  return Object.hasOwn(rows, path) ? (rows[path] ?? null) : null;
}
