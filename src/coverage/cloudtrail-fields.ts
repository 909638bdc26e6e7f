// The members of a CloudTrail record: AWS CloudTrail User Guide, "CloudTrail record contents".
const topLevel: ReadonlySet<string> = new Set(
  (
    'eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent ' +
    'requestParameters responseElements eventID readOnly eventType managementEvent recipientAccountId ' +
    'eventCategory requestID errorCode errorMessage resources additionalEventData apiVersion ' +
    'serviceEventDetails sharedEventID vpcEndpointId vpcEndpointAccountId addendum ' +
    'sessionCredentialFromConsole edgeDeviceDetails tlsDetails eventContext insightDetails'
  ).split(' '),
);

/** Whether records can have a field of this path at all. */
export function isRecordField(path: string): boolean {
  return topLevel.has(path.split('.')[0] ?? '');
}

/** The member of the same name in other case; null where there is none. */
export function recordFieldLike(path: string): string | null {
  const [first = '', ...below] = path.split('.');
  for (const name of topLevel)
    if (name.toLowerCase() === first.toLowerCase()) return [name, ...below].join('.');
  return null;
}
