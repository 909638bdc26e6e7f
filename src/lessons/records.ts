// CloudTrail records of our own making, as JSON text: what each lesson says of an event, and around it what every
// record has. Accounts, addresses and keys are those that documentation uses.
import type { LessonEvent } from './lesson.ts';

export const account = '111122223333';
export const otherAccount = '444455556666';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
type Fields = Readonly<Record<string, Json | undefined>>;

export const fires = (name: string, text: string): LessonEvent => ({ name, expectation: 'fire', text });
export const silent = (name: string, text: string): LessonEvent => ({ name, expectation: 'silent', text });

export interface RecordParts {
  /** Before `.amazonaws.com`. */
  readonly service: string;
  readonly name: string;
  /** Usually the IAM user `dana`. */
  readonly who?: Fields;
  readonly request?: Json;
  readonly response?: Json;
  /** `errorCode`, and `errorMessage` where there is one. */
  readonly error?: readonly [code: string, message?: string];
  /** UTC. */
  readonly at?: string;
  readonly ip?: string;
  readonly agent?: string;
  readonly region?: string;
  readonly readOnly?: boolean;
  /** Other fields of the record; undefined leaves one of the usual ones out. */
  readonly more?: Fields;
}

export function iamUser(userName: string, accountId = account): Fields {
  return {
    type: 'IAMUser',
    principalId: `AIDAEXAMPLE${toId(userName)}`,
    arn: `arn:aws:iam::${accountId}:user/${userName}`,
    accountId,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    userName,
  };
}

export function rootUser(): Fields {
  return {
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId: '',
  };
}

/** Stands for the time at which a session began, until `record` knows the time of the call. */
const someTime = '2026-11-12T08:55:02Z';

export function assumedRole(role: string, session: string, isMfa = false): Fields {
  const principalId = `AROAEXAMPLE${toId(role)}`;
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId: 'ASIAI44QH8DHBEXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId,
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { creationDate: someTime, mfaAuthenticated: String(isMfa) },
    },
  };
}

export function awsService(service: string): Fields {
  return { type: 'AWSService', invokedBy: `${service}.amazonaws.com` };
}

export interface SignInParts extends Pick<RecordParts, 'who' | 'at' | 'ip' | 'region'> {
  readonly isMfa: boolean;
  /** Where they sign in to. */
  readonly account?: string;
  /** In the console's version for phones. */
  readonly isMobile?: boolean;
  readonly isRefused?: boolean;
}

/** Someone signs in to the console: no call of an API, so without `requestID`, access key and `errorCode`. */
export function consoleLogin({
  isMfa,
  isMobile = false,
  isRefused = false,
  account: signedInto = account,
  ...parts
}: SignInParts): string {
  const { who = iamUser('dana') } = parts;
  const isRoot = who['type'] === 'Root';
  const mfaDevice = `arn:aws:iam::${signedInto}:mfa/${isRoot ? 'root-account-mfa-device' : String(who['userName'])}`;
  return record({
    ...parts,
    who: { ...who, accessKeyId: isRoot ? '' : undefined },
    service: 'signin',
    name: 'ConsoleLogin',
    response: { ConsoleLogin: isRefused ? 'Failure' : 'Success' },
    agent: isMobile ? phoneAgent : browserAgent,
    more: {
      errorMessage: isRefused ? 'Failed authentication' : undefined,
      additionalEventData: {
        LoginTo: 'https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&state=hashArgs',
        MobileVersion: isMobile ? 'Yes' : 'No',
        MFAIdentifier: isMfa ? mfaDevice : undefined,
        MFAUsed: isMfa ? 'Yes' : 'No',
      },
      requestID: undefined,
      eventType: 'AwsConsoleSignIn',
      recipientAccountId: signedInto,
    },
  });
}

export const browserAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const phoneAgent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

/** Services with one endpoint for the world: their records are of one region. */
const isGlobal = /^(iam|signin|cloudfront|route53|organizations)$/;

export function record(parts: RecordParts): string {
  const { service, name, who = iamUser('dana'), request = null, response = null, error, more = {} } = parts;
  const { at = '2026-11-12T09:14:27Z', ip = '198.51.100.23' } = parts;
  const { region = isGlobal.test(service) ? 'us-east-1' : 'eu-west-1' } = parts;
  const {
    agent = 'aws-cli/2.31.6 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.7',
  } = parts;
  const key = JSON.stringify(parts);
  const fields: Fields = {
    eventVersion: '1.11',
    userIdentity: begunBefore(at, who),
    eventTime: at,
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: ip,
    userAgent: agent,
    errorCode: error?.[0],
    errorMessage: error?.[1],
    requestParameters: request,
    responseElements: response,
    additionalEventData: undefined,
    requestID: toUuid(`request ${key}`),
    eventID: toUuid(`event ${key}`),
    readOnly: parts.readOnly ?? /^(Describe|Get|List|Lookup|Head)/.test(name),
    resources: undefined,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...more,
  };
  return JSON.stringify(fields, null, 2);
}

/** A session begins at most two hours before its calls; those of one hour have it in common. */
function begunBefore(at: string, who: Fields): Fields {
  const { attributes, ...context } = (who['sessionContext'] ?? {}) as Readonly<Record<string, Fields>>;
  if (attributes?.['creationDate'] !== someTime) return who;
  const hour = Date.parse(`${at.slice(0, 13)}:00:00Z`);
  const seconds = toHash(JSON.stringify(who['principalId']), 5) % 3600;
  const creationDate = new Date(hour - seconds * 1000).toISOString().replace('.000', '');
  return { ...who, sessionContext: { ...context, attributes: { ...attributes, creationDate } } };
}

/** Ten signs for a name, as an id of IAM has them: its letters as far as they go. */
function toId(name: string): string {
  const letters = name.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (letters.length <= 10) return letters.padEnd(10, '0');
  return letters.slice(0, 6) + toHash(letters, 5).toString(36).toUpperCase().padStart(7, '0').slice(-4);
}

/** The same for the same text. */
function toUuid(text: string): string {
  const part = (seed: number) => toHash(text, seed).toString(16).padStart(8, '0');
  const hex = part(1) + part(2) + part(3) + part(4);
  const variant = ((parseInt(hex[16] as string, 16) & 3) | 8).toString(16);
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
  ];
  return [...groups, hex.slice(20)].join('-');
}

/** FNV-1a. */
function toHash(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
