// Values that identify nobody: those set apart for examples, those of private networks, and every stand-in of ours.
// Invariant: a stand-in is always one of them, so that a text which was redacted has nothing more to redact.
import { readAddress } from '../sigma/index.ts';
import { nouns } from './kinds.ts';

/** Three digits, four times each: `111122223333`, as AWS writes in its guides. */
const exampleAccount =
  /^(?:(\d)\1{3}(\d)\2{3}(\d)\3{3}|123456789012|012345678901|210987654321|987654321098|9{6}\d{6})$/;

export function isExampleAccount(digits: string): boolean {
  return exampleAccount.test(digits);
}

/** Of keys and other secrets. */
export function isExampleSecret(text: string): boolean {
  return /EXAMPLE/i.test(text);
}

const exampleDomain =
  /(^|[.@])(example(\.(com|net|org|edu|internal|local))?|test|invalid|localhost|localdomain)\.?$/i;

/** Of e-mail addresses and hosts. */
export function isExampleDomain(text: string): boolean {
  return exampleDomain.test(text);
}

const standInName = new RegExp(
  `^(?:(?:${nouns.join('|')})-\\d{1,7}|[a-z]{1,12}-0{7}[0-9a-f]*|0{8}-0000-4000-8000-[0-9a-f]{12})$`,
  'i',
);

/** Names that stand in for others. */
export function isStandInName(text: string): boolean {
  return standInName.test(text);
}

/** Of no one in particular: documentation, private, local, shared, multicast. `text` is an address. */
export function isOrdinaryAddress(text: string): boolean {
  const bytes = readAddress(text);
  if (!bytes) return true;
  const [a = 0, b = 0, c = 0] = bytes;
  if (bytes.length === 4) {
    return (
      a === 0 ||
      a === 10 ||
      a === 127 ||
      a >= 224 ||
      (a === 100 && b >= 64 && b < 128) ||
      (a === 169 && b === 254) ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168) ||
      (a === 192 && b === 0 && c === 2) ||
      (a === 198 && b === 51 && c === 100) ||
      (a === 203 && b === 0 && c === 113) ||
      (a === 198 && (b === 18 || b === 19))
    );
  }
  const isDocumentation = a === 0x20 && b === 0x01 && c === 0x0d && bytes[3] === 0xb8;
  // Globally routed addresses begin with 001; IPv4 inside of IPv6 is looked at as IPv4.
  return isDocumentation || a >> 5 !== 1;
}
