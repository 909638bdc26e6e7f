// Bytes and base64. The matcher compiles with the ES library alone, so there is no TextEncoder and no btoa.

export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) as number;
    const c = point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
    if (c < 0x80) bytes.push(c);
    else if (c < 0x800) bytes.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) bytes.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else bytes.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return bytes;
}

export type WideEncoding = 'utf16le' | 'utf16be' | 'utf16';

/** UTF-16 code units, surrogates included; `utf16` is little-endian behind a byte order mark FF FE. */
export function wideBytes(text: string, encoding: WideEncoding): number[] {
  const bytes = encoding === 'utf16' ? [0xff, 0xfe] : [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (encoding === 'utf16be') bytes.push(unit >> 8, unit & 255);
    else bytes.push(unit & 255, unit >> 8);
  }
  return bytes;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64(bytes: readonly number[]): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const left = bytes.length - i;
    out += alphabet[a >> 2];
    out += alphabet[((a & 3) << 4) | (b >> 4)];
    out += left > 1 ? alphabet[((b & 15) << 2) | (c >> 6)] : '=';
    out += left > 2 ? alphabet[c & 63] : '=';
  }
  return out;
}

/**
 * What base64 text holds of these bytes at each of the three alignments, without the characters that the
 * neighbouring bytes decide. Spec: modifier `base64offset`.
 */
export function base64Offsets(bytes: readonly number[]): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = base64([...Array<number>(offset).fill(0), ...bytes]);
    const drop = [0, 3, 2][(offset + bytes.length) % 3] as number;
    const kept = padded.slice([0, 2, 3][offset] as number, padded.length - drop);
    return kept === '' ? [] : [kept];
  });
}
