// Account ids, principal ids, and the names of people and things: in ARNs, and in the members that hold names.
import { isExampleAccount, isExampleSecret, isStandInName } from './documentation.ts';
import type { Finding, Noun } from './kinds.ts';
import { nouns } from './kinds.ts';
import { isCommonWord, isNobodysName, isRegion } from './words.ts';

const arn = /\barn:(aws[\w-]*):([\w.-]*):([\w*-]*):(\d{12}|[\w*-]*):([^\s"'<>|\\^`]*[^\s"'<>|\\^`.,;:)\]}])/g;

export function findArns(text: string): Finding[] {
  if (!/arn:/i.test(text)) return [];
  const found: Finding[] = [];
  for (const { 0: whole, 2: service = '', 4: account = '', 5: inText = '', index } of text.matchAll(arn)) {
    const at = index + whole.length - inText.length;
    if (/^\d{12}$/.test(account) && !isExampleAccount(account)) {
      const end = at - 1;
      found.push({ start: end - account.length, end, kind: 'account_id' });
    }
    // A text that is an ARN and nothing else may have spaces in its names.
    const resource = index === 0 ? text.slice(at) : inText;
    if (account !== 'aws') found.push(...namesIn(resource, at, service));
  }
  return found;
}

/** Their first part says what they are, unless there is but one part. */
function namesIn(resource: string, at: number, service: string): Finding[] {
  const found: Finding[] = [];
  const parts = [...resource.matchAll(/[^/:]+/g)];
  const isTyped = service !== 's3' && parts.length > 1;
  const type = isTyped ? (parts[0]?.[0] ?? '') : '';
  for (const [i, { 0: part, index }] of parts.entries()) {
    // On the way to a name stand words of all kinds: `log-group:/aws/lambda/…`.
    if ((isTyped && i === 0) || (i < parts.length - 1 && isCommonWord(part))) continue;
    const noun = isTyped ? nounOf(type, i) : plainNoun(service, i);
    for (const { 0: piece, index: before } of part.matchAll(/(?:(?!\$\{)[^*?])+|\$\{[^}]*\}?/g)) {
      if (piece.startsWith('${')) continue;
      const isWhole = piece.length === part.length;
      const name = isWhole ? piece : piece.replace(/^[\W_]+|[\W_]+$/g, '');
      const start = at + index + before + (isWhole ? 0 : Math.max(0, piece.indexOf(name)));
      if (name === '' || (!isWhole && name.length < 3)) continue;
      found.push(...nameAt(name, start, noun));
    }
  }
  return found;
}

const typeNouns: Readonly<Record<string, readonly Noun[]>> = {
  'assumed-role': ['role', 'session'],
  'federated-user': ['user'],
  'instance-profile': ['profile'],
  'saml-provider': ['provider'],
  'oidc-provider': ['host'],
  'task-definition': ['task'],
  'server-certificate': ['name'],
  db: ['database'],
};

function nounOf(type: string, part: number): Noun {
  const listed = Object.hasOwn(typeNouns, type) ? typeNouns[type] : undefined;
  if (listed) return listed[Math.min(part - 1, listed.length - 1)] ?? 'name';
  return isNoun(type) ? type : 'name';
}

function plainNoun(service: string, part: number): Noun {
  if (service === 's3') return part === 0 ? 'bucket' : 'object';
  return service === 'sns' ? 'topic' : service === 'sqs' ? 'queue' : 'name';
}

function isNoun(word: string): word is Noun {
  return (nouns as readonly string[]).includes(word);
}

/** What is kept of names that AWS begins. */
const ofAws = /^(?:AWSReservedSSO_)/;

function nameAt(whole: string, at: number, noun: Noun): Finding[] {
  const before = ofAws.exec(whole)?.[0].length ?? 0;
  const name = whole.slice(before);
  if (isNobodysName(name) || isStandInName(name)) {
    const isAccount = /^\d{12}$/.test(name) && !isExampleAccount(name);
    return isAccount ? [{ start: at, end: at + whole.length, kind: 'account_id' }] : [];
  }
  return [{ start: at + before, end: at + whole.length, kind: 'arn_name', noun }];
}

const principal = /(?<![A-Z0-9])A(?:IDA|ROA|GPA|IPA|NPA|NVA|SCA)[A-Z0-9]{16,17}(?![A-Z0-9])/g;
/** After a principal id or an account id: who uses it. */
const sessionAfter = /:([^\s"':/,;)\]}]+)/y;

export function findPrincipals(text: string): Finding[] {
  const found: Finding[] = [];
  for (const { 0: id, index } of text.matchAll(principal)) {
    const end = index + id.length;
    if (!isExampleSecret(id)) found.push({ start: index, end, kind: 'principal_id' });
    found.push(...sessionAt(text, end));
  }
  if (/^\d{12}:[^/:]+$/.test(text)) found.push(...sessionAt(text, 12));
  return found;
}

function sessionAt(text: string, at: number): Finding[] {
  sessionAfter.lastIndex = at;
  const name = sessionAfter.exec(text)?.[1];
  return name === undefined ? [] : nameAt(name, at + 1, 'session');
}

// Twelve digits that are no part of a longer word or of a UUID.
const twelveDigits = /(?<![\dA-Za-z]|[\da-f]{4}-)\d{12}(?![\dA-Za-z])/g;
const accountKey = /account|owner|principal|userids?$/i;

export function findAccounts(text: string, key: string, isNumber: boolean): Finding[] {
  if (isNumber && !accountKey.test(key)) return [];
  const found: Finding[] = [];
  for (const { 0: digits, index } of text.matchAll(twelveDigits)) {
    if (isExampleAccount(digits) || isTime(digits) || digits.includes('0000000')) continue;
    found.push({ start: index, end: index + digits.length, kind: 'account_id' });
  }
  return found;
}

/** `202611120914`: a minute, as file names of logs have it. */
function isTime(digits: string): boolean {
  return /^20[2-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/.test(digits);
}

const nameKeys: readonly (readonly [key: RegExp, noun: Noun])[] = [
  [/^(?:(?:subject|target|source)?user(?:name)?|sourceidentity|accountname|loginname)$/i, 'user'],
  [/^rolename$/i, 'role'],
  [/^groupname$/i, 'group'],
  [/^(?:role)?sessionname$/i, 'session'],
  [/^policyname$/i, 'policy'],
  [/^instanceprofilename$/i, 'profile'],
  [/^bucket(?:name)?$/i, 'bucket'],
  [/^functionname$/i, 'function'],
  [/^(?:trailname|trail)$/i, 'trail'],
  [/^keyname$/i, 'key'],
  [/^(?:accountalias|aliasname)$/i, 'alias'],
  [/^(?:secretid|secretname)$/i, 'secret'],
  [/^(?:cluster|clustername)$/i, 'cluster'],
  [/^tablename$/i, 'table'],
  [/^(?:stackname)$/i, 'stack'],
  [/^(?:streamname|loggroupname)$/i, 'stream'],
  [/^(?:topicname)$/i, 'topic'],
  [/^(?:queuename)$/i, 'queue'],
  [/^(?:repositoryname)$/i, 'repository'],
  [/^(?:db(?:instance|cluster|snapshot)identifier)$/i, 'database'],
];

/** `userName=alice`, as in texts of structs. */
const assignedName = /(?<![\w-])(user_?name|role_?name|bucket_?name)=([^\s,;&}\]"']+)/gi;

export function findNamed(text: string, key: string): Finding[] {
  const word = key.replace(/[-_.]/g, '');
  const noun = nameKeys.find(([pattern]) => pattern.test(word))?.[1];
  if (noun !== undefined && text.length <= 256 && !/^arn:|^\s*$/.test(text)) {
    return partsAt(text, 0, noun);
  }
  if (!text.includes('=')) return [];
  return [...text.matchAll(assignedName)].flatMap(({ 0: whole, 1: name = '', 2: value = '', index }) => {
    const assigned: Noun = /^user/i.test(name) ? 'user' : /^role/i.test(name) ? 'role' : 'bucket';
    return partsAt(value, index + whole.length - value.length, assigned);
  });
}

/** A domain before a backslash, and paths, in parts. */
function partsAt(text: string, at: number, noun: Noun): Finding[] {
  const parts = [...text.matchAll(/[^\\/]+/g)];
  return parts.flatMap(({ 0: part, index }, i) => {
    const name = part.replace(/\$$/, '');
    const isWay = i < parts.length - 1 && isCommonWord(name);
    return isWay || isNobodysName(name) || isRegion(name) ? [] : nameAt(name, at + index, noun);
  });
}
