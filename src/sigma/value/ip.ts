/** An address as its bytes: 4 or 16 of them. */
export type Address = readonly number[];

export interface Network {
  readonly address: Address;
  readonly prefix: number;
}

/** With a zone id. */
const maxAddressLength = 300;

/** IPv4 in dotted decimal, IPv6 with `::` and a dotted tail; a zone id is dropped. null for anything else. */
export function readAddress(text: string): Address | null {
  if (text.length > maxAddressLength) return null;
  return text.includes(':') ? readV6(text.replace(/%[^/]*$/, '')) : readV4(text);
}

function readV4(text: string): number[] | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return null;
  const parts = match.slice(1);
  const isPlain = parts.every((part) => Number(part) <= 255 && (part === '0' || part[0] !== '0'));
  return isPlain ? parts.map(Number) : null;
}

function readV6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half, i) => (half === '' ? [] : groupsOf(half, i === halves.length - 1)));
  if (!head || (halves.length === 2 && !tail)) return null;
  if (halves.length === 1) return head.length === 16 ? head : null;
  const missing = 16 - head.length - (tail as number[]).length;
  return missing < 2 ? null : [...head, ...Array<number>(missing).fill(0), ...(tail as number[])];
}

function groupsOf(half: string, isLast: boolean): number[] | null {
  const bytes: number[] = [];
  const groups = half.split(':');
  for (const [i, group] of groups.entries()) {
    if (isLast && i === groups.length - 1 && group.includes('.')) {
      const v4 = readV4(group);
      if (!v4) return null;
      bytes.push(...v4);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const value = parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else return null;
  }
  return bytes;
}

/** `address/prefix`; a bare address is a network of one. null for anything else. */
export function readNetwork(text: string): Network | null {
  const [ip = '', length, ...rest] = text.split('/');
  const address = readAddress(ip);
  if (!address || rest.length > 0) return null;
  if (length === undefined) return { address, prefix: address.length * 8 };
  if (!/^\d{1,3}$/.test(length) || Number(length) > address.length * 8) return null;
  return { address, prefix: Number(length) };
}

export function contains({ address, prefix }: Network, other: Address): boolean {
  if (address.length !== other.length) return false;
  return other.every((byte, i) => ((byte ^ (address[i] as number)) & mask(prefix - i * 8)) === 0);
}

/** The network with its host bits cleared, as text. */
export function printNetwork({ address, prefix }: Network): string {
  const bytes = address.map((byte, i) => byte & mask(prefix - i * 8));
  if (bytes.length === 4) return `${bytes.join('.')}/${prefix}`;
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[i * 2] as number) << 8) | (bytes[i * 2 + 1] as number)).toString(16),
  );
  const text = groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
  return `${text}/${prefix}`;
}

export function hasHostBits({ address, prefix }: Network): boolean {
  return address.some((byte, i) => (byte & ~mask(prefix - i * 8) & 255) !== 0);
}

/** IPv4 inside IPv6, `::ffff:a.b.c.d`, as IPv4; null for any other address. */
export function unmapped(address: Address): Address | null {
  const isMapped =
    address.length === 16 &&
    address.slice(0, 10).every((byte) => byte === 0) &&
    address[10] === 255 &&
    address[11] === 255;
  return isMapped ? address.slice(12) : null;
}

function mask(bits: number): number {
  return bits >= 8 ? 255 : bits <= 0 ? 0 : (0xff00 >> bits) & 255;
}
