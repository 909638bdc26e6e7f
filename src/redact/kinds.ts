/** What is found, as the user is told of it. */
export type SecretKind =
  | 'access_key'
  | 'secret_key'
  | 'session_token'
  | 'private_key'
  | 'password'
  | 'token'
  | 'account_id'
  | 'principal_id'
  | 'arn_name'
  | 'email'
  | 'ip'
  | 'host';

/** `secret`: whoever has it can do something with it, or was meant to; `identifying`: it says whose events these are. */
export type Sensitivity = 'secret' | 'identifying';

const secrets: readonly SecretKind[] = [
  'access_key',
  'secret_key',
  'session_token',
  'private_key',
  'password',
  'token',
];

export function sensitivityOf(kind: SecretKind): Sensitivity {
  return secrets.includes(kind) ? 'secret' : 'identifying';
}

/** A value at its place in a text that was looked through. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
  /** For names: what its stand-in begins with. */
  readonly noun?: Noun;
}

/** What names are of. Other things are a `name`. */
export const nouns = [
  'user',
  'role',
  'session',
  'group',
  'policy',
  'profile',
  'provider',
  'mfa',
  'bucket',
  'object',
  'function',
  'layer',
  'trail',
  'key',
  'alias',
  'secret',
  'table',
  'topic',
  'queue',
  'cluster',
  'service',
  'task',
  'repository',
  'database',
  'instance',
  'stack',
  'stream',
  'domain',
  'account',
  'host',
  'name',
] as const;

export type Noun = (typeof nouns)[number];

/** ASCII letters in lower case, so that every unit keeps its place. */
export function foldUnits(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
