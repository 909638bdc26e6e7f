// The share link: `#s1.` and zlib of JSON in base64url. Nothing is uploaded; a link that was ever made opens
// for ever (test/app/share/link.test.ts holds some that must).
import * as texts from '../texts/en.ts';
import { inflate } from './inflate.ts';
import type { Opened, Payload, Refusal } from './payload.ts';
import { toPayload } from './payload.ts';

/** Of the JSON, in bytes of UTF-8. */
export const maxPayloadBytes = 5 * 1024 * 1024;

const prefix = 's1.';

/** The fragment without its `#`; empty when the payload is larger than a link may carry. */
export async function encodeLink(payload: Payload): Promise<string> {
  // JSON.stringify escapes lone surrogates, which the encoder would replace.
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  if (bytes.length > maxPayloadBytes) return '';
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return prefix + toBase64Url(new Uint8Array(await new Response(packed).arrayBuffer()));
}

/** Reads a fragment, with or without its `#`. Never throws. */
export async function decodeLink(fragment: string): Promise<Opened> {
  const code = fragment.replace(/^#/, '').trim();
  const found = /^s([1-9]\d{0,3})\.([A-Za-z0-9_-]*)$/.exec(code);
  if (!found) return /^s([2-9]|[1-9]\d{1,3})\./.test(code) ? newer : notALink;
  if (found[1] !== '1') return newer;
  const read = await inflate(fromBase64Url(found[2] as string), maxPayloadBytes);
  if (!read.ok) return read.why === 'cut_off' ? cutOff : read.why === 'too_large' ? tooLarge : notALink;
  const payload = toPayload(parse(read.bytes));
  return payload ? { ok: true, payload } : notALink;
}

function refusal(why: Refusal['why'], message: string): Refusal {
  return { ok: false, why, message };
}

const newer = refusal('newer_version', texts.linkNewer);
const cutOff = refusal('cut_off', texts.linkCutOff);
const notALink = refusal('not_a_link', texts.linkNoLink);
const tooLarge = refusal('too_large', texts.linkTooLarge);

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  // Few enough arguments for every engine.
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  // One character beyond a group of four is the half of a byte: a cut link.
  const whole = text.length % 4 === 1 ? text.slice(0, -1) : text;
  const binary = atob(whole.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
