// What is found in work before it is shared, in words.
import type { SecretKind } from '../redact/kinds.ts';
import { count } from './words.ts';

const words: Readonly<Record<SecretKind, readonly [one: string, many?: string]>> = {
  access_key: ['access key'],
  secret_key: ['secret key'],
  session_token: ['session token'],
  private_key: ['private key'],
  password: ['password'],
  token: ['token'],
  account_id: ['account id'],
  principal_id: ['principal id'],
  arn_name: ['name'],
  email: ['e-mail address', 'e-mail addresses'],
  ip: ['IP address', 'IP addresses'],
  host: ['host name'],
};

export function secretWord(kind: SecretKind): string {
  return words[kind][0];
}

/** `2 access keys, 1 password`: secrets first. */
export function countKinds(secrets: readonly { readonly kind: SecretKind }[]): string {
  const counts = new Map<SecretKind, number>();
  for (const { kind } of secrets) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (Object.keys(words) as SecretKind[])
    .flatMap((kind) => {
      const n = counts.get(kind) ?? 0;
      return n > 0 ? [count(n, ...words[kind])] : [];
    })
    .join(', ');
}

/** `3 secrets and 5 identifiers`. */
export function countSecrets(secrets: readonly { readonly sensitivity: 'secret' | 'identifying' }[]): string {
  const secret = secrets.filter(({ sensitivity }) => sensitivity === 'secret').length;
  const rest = secrets.length - secret;
  const parts = [
    ...(secret > 0 ? [count(secret, 'secret')] : []),
    ...(rest > 0 ? [count(rest, 'identifier')] : []),
  ];
  return parts.join(' and ');
}
