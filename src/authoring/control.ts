// Who decides what stands in a field of an event: facts that say whether an attacker could have it read otherwise and
// still do what they do.
export type Control =
  /** The caller writes it as they like. */
  | 'free'
  /** It changes with where or how it is done. */
  | 'elsewhere'
  /** Another value means that something else was done. */
  | 'deed'
  /** The service writes it. */
  | 'fixed'
  | 'unclear';

export interface ControlFacts {
  readonly control: Control;
  /** Half a sentence about the field. */
  readonly reason: string;
}

type Row = readonly [path: RegExp, control: Control, reason: string];

/** The first that fits. */
const cloudTrail: readonly Row[] = [
  [/^userAgent$/, 'free', 'the client sends any user agent that it likes'],
  [
    /^(eventSource|eventName|requestParameters\.(action|operation))$/i,
    'deed',
    'another operation does something else',
  ],
  [
    /^(eventType|eventCategory|eventVersion|managementEvent|readOnly|recipientAccountId|apiVersion)$/,
    'fixed',
    'CloudTrail writes it',
  ],
  [
    /^sourceIPAddress$/,
    'elsewhere',
    'another network, a proxy or a service in between gives another address',
  ],
  [/^(awsRegion|requestParameters\.region)$/, 'elsewhere', 'most services can be called in another region'],
  [
    /^(vpcEndpointId|vpcEndpointAccountId|tlsDetails\..*)$/,
    'elsewhere',
    'it depends on the way the call takes',
  ],
  [/(^|\.)(roleSessionName|sourceIdentity)$/i, 'free', 'whoever assumes a role names the session'],
  [
    /^userIdentity\.(arn|principalId)$/,
    'elsewhere',
    'the session name in it is free, and other credentials have another identity',
  ],
  [
    /^userIdentity\.(userName|accessKeyId|sessionContext\.sessionIssuer\.(userName|arn|principalId))$/,
    'elsewhere',
    'other stolen or new credentials have another identity',
  ],
  [
    /^userIdentity\.(type|accountId|invokedBy|sessionContext\..*)$/,
    'fixed',
    'it follows from the credentials',
  ],
  [
    /^(errorCode|errorMessage|responseElements\.(?!.*(name|description|tags)).*)$/i,
    'fixed',
    'the service answers it',
  ],
  [
    /(^|\.)(description|comment|comments|notes?|tags?|tagSet|labels?|clientToken|clientRequestToken|reason|family|title|displayName)(\.|$)/i,
    'free',
    'the caller words it as they like',
  ],
  [
    /(^|\.)(command|commands|entryPoint|userData|script|code|query|queryString|statement|sqlStatement|parameters|environment|buildspec)(\.|$)/i,
    'free',
    'the same can be written in another way',
  ],
  [
    /(^|\.)(policyDocument|assumeRolePolicyDocument|policy|definition|templateBody)(\.|$)/i,
    'free',
    'the same can be written in another way',
  ],
  [/^requestParameters\./, 'deed', 'another parameter makes it another call'],
  [/^additionalEventData\.MFAUsed$/i, 'fixed', 'the sign-in service writes it'],
];

const windows: readonly Row[] = [
  [
    /^(CommandLine|ParentCommandLine|ProcessCommandLine|ScriptBlockText|Payload|HostApplication|Details)$/,
    'free',
    'the same can be written in another way: order, quotes, case of options, variables',
  ],
  [
    /^(Image|NewProcessName|ParentImage|ParentProcessName|SourceImage|FileName|TargetFilename|TargetFileName|ImageLoaded|CurrentDirectory)$/,
    'free',
    'a file can be copied under another name or to another place',
  ],
  [
    /^(PipeName|ServiceName|TaskName|QueryName|DestinationHostname|ServiceFileName|ImagePath|Description|Product|Company)$/,
    'free',
    'whoever makes it names it',
  ],
  [/^(OriginalFileName|InternalName)$/, 'elsewhere', 'only another build or an edited file has another one'],
  [
    /^(Hashes|Imphash|imphash|md5|sha1|sha256|MD5|SHA1|SHA256)$/,
    'free',
    'one changed byte gives another hash',
  ],
  [
    /^(DestinationIp|SourceIp|IpAddress|DestinationPort|SourcePort)$/,
    'elsewhere',
    'another host or port serves as well',
  ],
  [
    /^(User|SubjectUserName|TargetUserName|LogonId|IntegrityLevel)$/,
    'elsewhere',
    'another account has another one',
  ],
  [/^TargetObject$/, 'deed', 'another key does something else'],
  [
    /^(EventID|Channel|Provider_Name|Computer|EventType|LogonType|AccessMask|GrantedAccess|Signed|Signature|SignatureStatus)$/,
    'fixed',
    'Windows writes it',
  ],
];

const unclear: ControlFacts = { control: 'unclear', reason: 'who decides it is not known here' };

export type ControlTable = 'cloudtrail' | 'windows' | 'none';

/** `eventName`: of a record of CloudTrail. */
export function controlOf(path: string, table: ControlTable, eventName = ''): ControlFacts {
  if (table === 'cloudtrail' && isNameOfMade(path, eventName))
    return { control: 'free', reason: 'the caller names what they make' };
  const rows = table === 'cloudtrail' ? cloudTrail : table === 'windows' ? windows : [];
  const row = rows.find(([pattern]) => pattern.test(path));
  return row ? { control: row[1], reason: row[2] } : unclear;
}

/** `roleName` of `CreateRole`, and no `userName` of `CreateAccessKey`: that one has its name already. */
function isNameOfMade(path: string, eventName: string): boolean {
  const [, stem] = /^requestParameters\.(?:\w+\.)*?(\w*?)_?(?:name|identifier)$/i.exec(path) ?? [];
  const [, made] =
    /^(?:Create|Put|Register|Import|Copy|Restore|Publish|Start)(\w+?)\d*$/.exec(eventName) ?? [];
  return stem !== undefined && made !== undefined && made.toLowerCase().endsWith(stem.toLowerCase());
}
