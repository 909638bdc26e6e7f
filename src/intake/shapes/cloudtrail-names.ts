// The names that CloudTrail's records have, for sources that write them in lower case.

const recordNames = [
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'eventID',
  'readOnly',
  'resources',
  'eventType',
  'apiVersion',
  'managementEvent',
  'recipientAccountId',
  'serviceEventDetails',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'eventCategory',
  'addendum',
  'sessionCredentialFromConsole',
  'edgeDeviceDetails',
  'tlsDetails',
  'insightDetails',
  'eventContext',
] as const;

/** Those of the parts whose names CloudTrail decides, not the service that was called. */
const innerNames = [
  ...['type', 'principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'invokedBy', 'identityProvider'],
  ...['sessionContext', 'sessionIssuer', 'attributes', 'mfaAuthenticated', 'creationDate', 'sourceIdentity'],
  ...['webIdFederationData', 'federatedProvider', 'ec2RoleDelivery', 'assumedRoot', 'credentialId'],
  ...['onBehalfOf', 'userId', 'identityStoreArn', 'inScopeOf', 'sourceArn', 'sourceAccount', 'issuerType'],
  ...['credentialsIssuedTo', 'tlsVersion', 'cipherSuite', 'clientProvidedHostHeader'],
] as const;

function byLowerCase(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

/** Of a column, in whatever case. */
export const recordNameOf = byLowerCase(recordNames);
export const identityNameOf = byLowerCase(innerNames);
export const resourceNameOf = byLowerCase(['ARN', 'accountId', 'type', 'ARNPrefix']);

/** Columns that hold an object or a list; of the first three the record has null where there is none. */
export const objectNames: ReadonlySet<string> = new Set([
  'requestParameters',
  'responseElements',
  'userIdentity',
  'additionalEventData',
  'resources',
  'serviceEventDetails',
  'addendum',
  'edgeDeviceDetails',
  'tlsDetails',
  'insightDetails',
  'eventContext',
]);
export const nullableNames: ReadonlySet<string> = new Set(['requestParameters', 'responseElements']);
export const booleanNames: ReadonlySet<string> = new Set(['readOnly', 'managementEvent']);
