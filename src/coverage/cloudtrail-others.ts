// Values that a member of a CloudTrail record may have instead of the one it has.
import type { OperationFacts, Operations } from '../knowledge/aws/types.ts';

const maxOthers = 12;

/** By path from the top of the record: what records have there, most of them. */
const usual: Readonly<Record<string, readonly string[]>> = {
  'userIdentity.type': ['AssumedRole', 'IAMUser', 'Root', 'AWSService', 'FederatedUser', 'AWSAccount'],
  'userIdentity.sessionContext.sessionIssuer.type': ['Role', 'IAMUser', 'Root'],
  'userIdentity.sessionContext.attributes.mfaAuthenticated': ['true', 'false'],
  'additionalEventData.MFAUsed': ['Yes', 'No'],
  'additionalEventData.MobileVersion': ['No', 'Yes'],
  'responseElements.ConsoleLogin': ['Success', 'Failure'],
  awsRegion: ['us-east-1', 'us-east-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'],
  sourceIPAddress: ['203.0.113.57', '192.0.2.118', '198.51.100.24'],
  userAgent: ['aws-cli/2.31.0', 'Boto3/1.40.4', 'console.amazonaws.com', 'aws-sdk-go/1.55.5'],
  errorCode: ['AccessDenied', 'ThrottlingException', 'ValidationException'],
  eventType: ['AwsApiCall', 'AwsServiceEvent', 'AwsConsoleSignIn', 'AwsConsoleAction'],
  eventCategory: ['Management', 'Data', 'NetworkActivity'],
};

export function othersOf(
  path: string,
  value: string,
  facts: OperationFacts,
  operations: Operations,
): readonly string[] {
  if (path === 'eventName') return otherNames(facts, operations);
  if (path === 'eventSource') {
    const owners = operations.sourcesOf(facts.name).filter((source) => source !== facts.eventSource);
    return [...owners, ...nearest(value, operations.sources)].slice(0, maxOthers);
  }
  return Object.hasOwn(usual, path) ? (usual[path] ?? []) : [];
}

/** Operations of the same service; those first that read, or write, as this one does, and of which no record differs. */
function otherNames(
  { eventSource, name, access }: OperationFacts,
  operations: Operations,
): readonly string[] {
  const names = (operations.namesOf(eventSource) ?? []).filter(
    (each) => each !== name && !operations.find(eventSource, each)?.recordedAs,
  );
  const isAlike = (each: string): boolean => operations.find(eventSource, each)?.access === access;
  const alike = nearest(name, names.filter(isAlike));
  return [
    ...alike,
    ...nearest(
      name,
      names.filter((each) => !isAlike(each)),
    ),
  ].slice(0, maxOthers);
}

/** Those first that begin and end as a word does, and are about as long. */
function nearest(word: string, words: readonly string[]): string[] {
  return words
    .filter((each) => each !== word)
    .map((each) => ({ each, likeness: likenessOf(word, each) }))
    .sort((a, b) => b.likeness - a.likeness || (a.each < b.each ? -1 : 1))
    .slice(0, maxOthers)
    .map(({ each }) => each);
}

function likenessOf(a: string, b: string): number {
  return commonStart(a, b) + commonEnd(a, b) - Math.abs(a.length - b.length) / 2;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function commonEnd(a: string, b: string): number {
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[a.length - 1 - at] === b[b.length - 1 - at]) at++;
  return at;
}
