// Keys, tokens and passwords: by their own looks, or by what they are called.
import { isExampleSecret } from './documentation.ts';
import type { Finding, SecretKind } from './kinds.ts';

/** What a member of that name holds; null for nothing secret. */
export function secretNamed(name: string): SecretKind | null {
  const word = name.replace(/[-_.\s]/g, '').toLowerCase();
  if (/(?:secretaccesskey|secretkey)$/.test(word)) return 'secret_key';
  if (/(?:sessiontoken|securitytoken)$/.test(word)) return 'session_token';
  if (/(?:password|passwd|passphrase|.pwd)$/.test(word) || /(?:^|_)pass$/i.test(name)) return 'password';
  if (
    /(?:apikey|accesstoken|refreshtoken|idtoken|authtoken|bearertoken|tokenvalue|authorization|clientsecret)$/.test(
      word,
    ) ||
    /(?:secretstring|secretbinary|secretvalue|privatekey|webhooksecret|signingsecret|xamzsignature)$/.test(
      word,
    )
  )
    return 'token';
  if (/(?:^|[^a-z])(?:next|client|page|continuation|request|idempotency)_?token$/i.test(name)) return null;
  return /(?:^|_)(?:token|secret)$/i.test(name) ? 'token' : null;
}

/** What stands in the place of something that was hidden before, or refers to it. */
const isNoSecret =
  /^(?:|.{1,3}|true|false|null|none|arn:.*|[*x•.]+|<[^>]*>|\$.*|%\w+%|\{\{.*|.*\b(?:hidden|redacted|removed|masked)\b.*|hidden_.*|.*sensitivedata.*)$/is;

interface Look {
  readonly kind: SecretKind;
  readonly pattern: RegExp;
  /** Whether a closer look is worth it. */
  readonly mayBeIn: (text: string) => boolean;
}

const looks: readonly Look[] = [
  {
    kind: 'private_key',
    pattern: /(?<=-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[^-]+/g,
    mayBeIn: (text) => text.includes('-----BEGIN'),
  },
  {
    kind: 'access_key',
    pattern: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/g,
    mayBeIn: (text) => text.includes('AKIA') || text.includes('ASIA'),
  },
  {
    kind: 'session_token',
    pattern: /(?<![\w+/=-])(?:IQoJ|FQoD|FQoG|FwoG|AQoD)[\w+/-]{60,}={0,2}/g,
    mayBeIn: (text) => text.length >= 64,
  },
  {
    kind: 'token',
    pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}(?:\.[\w-]*)?/g,
    mayBeIn: (text) => text.includes('.eyJ'),
  },
  {
    kind: 'token',
    pattern:
      /(?<![A-Za-z0-9])(?:gh[opsur]_\w{30,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|[sr]k_live_\w{16,}|AIza[\w-]{35})/g,
    mayBeIn: (text) => text.length >= 15,
  },
  {
    kind: 'token',
    pattern: /(?<=\b(?:Bearer|Basic)\s+)[\w+/~.-]{16,}=*/gi,
    mayBeIn: (text) => /bearer|basic/i.test(text),
  },
  {
    kind: 'password',
    pattern: /(?<=[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{1,100}:)[^\s/@"']{3,}(?=@)/gi,
    mayBeIn: (text) => text.includes('://') && text.includes('@'),
  },
  {
    kind: 'secret_key',
    pattern: /(?<![A-Za-z0-9+/=.])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g,
    mayBeIn: (text) => text.length >= 40,
  },
];

const value = `["']?([^\\s"'&,;}\\]]{4,})`;

/** `name=value`, and the options of a command. */
const assignments = [
  new RegExp(`(?<![\\w-])-{0,2}([A-Za-z][\\w-]{2,60})=${value}`, 'g'),
  new RegExp(`(?<![\\w-])--?([A-Za-z][\\w-]{2,60})\\s${value}`, 'g'),
];

export function findKeys(text: string, key: string): Finding[] {
  const named = secretNamed(key);
  if (named && !isHarmless(text)) {
    const scheme = /^\s*(?:Bearer|Basic|AWS4-HMAC-SHA256)\s+/i.exec(text)?.[0].length ?? 0;
    return [{ start: scheme, end: text.length, kind: named }];
  }
  const found: Finding[] = [];
  for (const { kind, pattern, mayBeIn } of looks) {
    if (!mayBeIn(text)) continue;
    for (const { 0: value, index } of text.matchAll(pattern)) {
      if (isExampleSecret(value) || (kind === 'secret_key' && !isRandom(value))) continue;
      found.push({ start: index, end: index + value.length, kind });
    }
  }
  if (!text.includes('=') && !text.includes('-')) return found;
  for (const assignment of assignments) {
    for (const { 0: whole, 1: name = '', 2: value = '', index } of text.matchAll(assignment)) {
      const kind = secretNamed(name);
      if (!kind || isHarmless(value)) continue;
      const end = index + whole.length;
      found.push({ start: end - value.length, end, kind });
    }
  }
  return found;
}

function isHarmless(value: string): boolean {
  return isNoSecret.test(value) || isExampleSecret(value);
}

/** Of forty characters a path or a digest changes between kinds of letters ten times or so, a key some 25 times. */
const minChanges = 14;

function isRandom(text: string): boolean {
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text)) return false;
  const kinds = text.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0');
  return [...kinds].filter((kind, i) => i > 0 && kind !== kinds[i - 1]).length >= minChanges;
}
