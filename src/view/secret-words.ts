// What is found in work before it is shared, in words.
import type { SecretKind } from '../redact/kinds.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { plural } from '../texts/plural.ts';

const words: Readonly<Record<SecretKind, readonly [word: string, one: string, many: string]>> = {
  access_key: [texts.secretAccessKey, texts.countSecretAccessKeyOne, texts.countSecretAccessKeyMany],
  secret_key: [texts.secretSecretKey, texts.countSecretSecretKeyOne, texts.countSecretSecretKeyMany],
  session_token: [
    texts.secretSessionToken,
    texts.countSecretSessionTokenOne,
    texts.countSecretSessionTokenMany,
  ],
  private_key: [texts.secretPrivateKey, texts.countSecretPrivateKeyOne, texts.countSecretPrivateKeyMany],
  password: [texts.secretPassword, texts.countSecretPasswordOne, texts.countSecretPasswordMany],
  token: [texts.secretToken, texts.countSecretTokenOne, texts.countSecretTokenMany],
  account_id: [texts.secretAccountId, texts.countSecretAccountIdOne, texts.countSecretAccountIdMany],
  principal_id: [texts.secretPrincipalId, texts.countSecretPrincipalIdOne, texts.countSecretPrincipalIdMany],
  arn_name: [texts.secretArnName, texts.countSecretArnNameOne, texts.countSecretArnNameMany],
  email: [texts.secretEmail, texts.countSecretEmailOne, texts.countSecretEmailMany],
  ip: [texts.secretIp, texts.countSecretIpOne, texts.countSecretIpMany],
  host: [texts.secretHost, texts.countSecretHostOne, texts.countSecretHostMany],
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
      const [, one, many] = words[kind];
      return n > 0 ? [plural(n, one, many)] : [];
    })
    .join(', ');
}

/** `3 secrets and 5 identifiers`. */
export function countSecrets(secrets: readonly { readonly sensitivity: 'secret' | 'identifying' }[]): string {
  const secret = secrets.filter(({ sensitivity }) => sensitivity === 'secret').length;
  const rest = secrets.length - secret;
  const secretText = plural(secret, texts.countSecretOne, texts.countSecretMany);
  const restText = plural(rest, texts.countIdentifierOne, texts.countIdentifierMany);
  if (secret === 0) return rest === 0 ? '' : restText;
  return rest === 0 ? secretText : fill(texts.secretBoth, { secrets: secretText, identifiers: restText });
}
