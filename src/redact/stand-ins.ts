// What is put in the place of a value: as long-lived and as valid as the value, of the same shape, and set apart for
// examples.
import { readAddress } from '../sigma/index.ts';
import { isExampleAccount } from './documentation.ts';
import type { Noun, SecretKind } from './kinds.ts';
import { foldUnits, nouns } from './kinds.ts';

export interface StandIns {
  make(kind: SecretKind, value: string, noun: Noun): string;
}

/** What in the texts looks like a stand-in, in lower case: it must not be given to another value. */
const taken = new RegExp(
  [
    `(?:${nouns.join('|')})-\\d+`,
    '\\d{12}',
    '\\d{1,3}(?:\\.\\d{1,3}){3}',
    '2001:db8:[\\da-f:]*',
    '(?:AKIA|ASIA)\\d{9}EXAMPLE',
    'A[A-Z]{3}EXAMPLE\\d{5,}',
    'EXAMPLESECRETKEY\\d{24}',
    'EXAMPLE-[a-z]+(?:-[a-z]+)?-\\d+',
    '(?:user|host)\\d+(?:@|\\.)example\\.com',
    '(?<![a-z])[a-z]{1,12}-0{7}[\\da-f]*',
    '0{8}-0000-4000-8000-[\\da-f]{12}',
  ].join('|'),
  'gi',
);

export function createStandIns(texts: readonly string[]): StandIns {
  const given = new Set<string>();
  for (const text of texts) for (const [like] of text.matchAll(taken)) given.add(foldUnits(like));
  const counters = new Map<string, number>();

  /** The first of a row that nobody has. */
  function next(row: string, make: (n: number) => string): string {
    for (;;) {
      const n = (counters.get(row) ?? 0) + 1;
      counters.set(row, n);
      const standIn = make(n);
      if (given.has(foldUnits(standIn))) continue;
      given.add(foldUnits(standIn));
      return standIn;
    }
  }

  const networks = new Map<string, number>();
  function networkOf(key: string): number {
    const network = networks.get(key) ?? networks.size;
    networks.set(key, network);
    return network;
  }

  function addressFor(value: string): string {
    const bytes = readAddress(value) ?? [];
    if (bytes.length === 4) {
      const network = networkOf(bytes.slice(0, 3).join('.'));
      const [prefix, row] = v4Network(network);
      const base = `${prefix}.0`;
      if (bytes[3] === 0 && !given.has(base)) {
        given.add(base);
        return base;
      }
      const last = counters.get(row) ?? 0;
      // Where a network is full, the wide range for tests of networks takes the rest.
      if (last >= 254) return next('v4', (n) => `198.${18 + ((n >> 16) & 1)}.${(n >> 8) & 255}.${n & 255}`);
      return next(row, (n) => (n > 254 ? `198.18.255.${n & 255}` : `${prefix}.${n}`));
    }
    const network = networkOf(`v6 ${bytes.slice(0, 8).join('.')}`).toString(16);
    return next(
      `v6 ${network}`,
      (n) => `2001:db8:${network === '0' ? '' : `0:${network}:`}:${n.toString(16)}`,
    );
  }

  function nameFor(value: string, noun: Noun): string {
    if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value))
      return next('uuid', (n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`);
    const [, prefix, digits = ''] = /^([a-z]{1,12})-([\da-f]{8,40})$/.exec(value) ?? [];
    if (prefix !== undefined && /\d/.test(digits))
      return next(prefix, (n) => `${prefix}-${n.toString(16).padStart(Math.max(digits.length, 10), '0')}`);
    return next(noun, (n) => `${noun}-${n}`);
  }

  return {
    make: (kind, value, noun) => {
      switch (kind) {
        case 'access_key':
          return next(kind, (n) => `${value.slice(0, 4).toUpperCase()}${String(n).padStart(9, '0')}EXAMPLE`);
        case 'principal_id':
          return next(
            kind,
            (n) => `${value.slice(0, 4)}EXAMPLE${String(n).padStart(value.length - 11, '0')}`,
          );
        case 'secret_key':
          return next(kind, (n) => `EXAMPLESECRETKEY${String(n).padStart(24, '0')}`);
        case 'session_token':
        case 'private_key':
        case 'password':
        case 'token':
          return next(kind, (n) => `EXAMPLE-${kind.replace('_', '-')}-${n}`);
        case 'account_id':
          return next(kind, accountAt);
        case 'email':
          return next(kind, (n) => `user${n}@example.com`);
        case 'ip':
          return addressFor(value);
        case 'host':
          return value.includes('.') && noun === 'host'
            ? next('domain', (n) => `host${n}.example.com`)
            : nameFor(value, noun);
        case 'arn_name':
          return nameFor(value, noun);
      }
    },
  };
}

const v4Prefixes = ['192.0.2', '198.51.100', '203.0.113'];

function v4Network(network: number): readonly [prefix: string, row: string] {
  const prefix = v4Prefixes[network % v4Prefixes.length] as string;
  return [prefix, prefix];
}

/** 111122223333, 444455556666, 777788889999, and when all of that kind are given, 999999000001 and so on. */
function accountAt(n: number): string {
  const start = [123, 456, 789][n - 1];
  const digits = start ?? (n < 800 ? 100 + n : undefined);
  const account =
    digits === undefined
      ? `999999${String(n).padStart(6, '0')}`
      : [...String(digits)].map((digit) => digit.repeat(4)).join('');
  return isExampleAccount(account) ? account : `999999${String(n).padStart(6, '0')}`;
}
