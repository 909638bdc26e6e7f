// The forms in which work is handed on, besides the link itself.
import * as texts from '../texts/en.ts';
import type { Opened, Payload } from './payload.ts';
import { isObject, own, toPayload } from './payload.ts';

/** The address of a payload on the page at `base`, which has no fragment. `code` is from `encodeLink`. */
export function toAddress(base: string, code: string): string {
  return `${base.replace(/#.*$/s, '')}#${code}`;
}

export function toMarkdownLink(title: string, address: string): string {
  const label = title.trim() === '' ? texts.shareFileUntitled : oneLine(title);
  // In angle brackets, so that no parenthesis of the address ends the link.
  return `[${label.replace(/[\\[\]`*_<>]/g, '\\$&')}](<${address.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

export interface Report {
  readonly title: string;
  readonly ruleText: string;
  readonly events: readonly { readonly name: string; readonly text: string; readonly verdict: string }[];
  readonly address: string;
}

/** Rule, events and verdicts as Markdown, for an issue or a review. */
export function toMarkdownReport({ title, ruleText, events, address }: Report): string {
  const parts = [`**${toMarkdownLink(title, address)}**`, toFence('yaml', ruleText)];
  for (const { name, text, verdict } of events)
    parts.push(`${oneLine(name).replace(/[\\[\]`*_<>]/g, '\\$&')}: **${verdict}**`, toFence('json', text));
  return `${parts.join('\n\n')}\n`;
}

/** HTML that shows the work on another page. */
export function toFrame(base: string, code: string, title: string): string {
  const [page = ''] = base.split(/[?#]/);
  return toFrameOf(toAddress(`${page}?embed=1`, code), title);
}

/** The same of any address. */
export function toFrameOf(
  address: string,
  title: string,
  { height = 600, sandbox = 'allow-scripts' } = {},
): string {
  return (
    `<iframe src="${escapeAttribute(address)}" title="${escapeAttribute(oneLine(title) || texts.shareFileUntitled)}" ` +
    `width="100%" height="${height}" style="border: 0" sandbox="${sandbox}" loading="lazy"></iframe>`
  );
}

const versionKey = 'sigma-playground';
const fileVersion = 1;

export interface WorkFile {
  readonly name: string;
  readonly text: string;
}

export function toFile(payload: Payload, title: string): WorkFile {
  return {
    name: `${slugOf(title) || 'rule'}.sigma-playground.json`,
    text: `${JSON.stringify({ [versionKey]: fileVersion, ...payload }, null, 2)}\n`,
  };
}

/** A title as a part of a file's name; may be empty. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** Whether a text begins as such a file does. */
export function looksLikeFile(text: string): boolean {
  return /^\ufeff?\s*\{\s*"sigma-playground"\s*:/.test(text);
}

/** Reads the text of such a file. Never throws. */
export function openFile(text: string): Opened {
  const json = text.replace(/^\ufeff/, '');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return looksLikeFile(json) ? damaged : notAFile;
  }
  const version = isObject(value) ? own(value, versionKey) : undefined;
  if (typeof version !== 'number') return notAFile;
  if (version > fileVersion) return newer;
  const payload = toPayload(value, versionKey);
  return payload ? { ok: true, payload } : notAFile;
}

const damaged: Opened = {
  ok: false,
  why: 'cut_off',
  message: texts.shareFileCutOff,
};
const notAFile: Opened = { ok: false, why: 'not_a_link', message: texts.shareFileUnknown };
const newer: Opened = {
  ok: false,
  why: 'newer_version',
  message: texts.shareFileNewer,
};

/** A code block whose fence is longer than every run of backticks in it. */
function toFence(language: string, text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
