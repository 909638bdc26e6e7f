// Texts that come by a file or the clipboard. Files of events that are too large for the page are offered to the scan.
import type { EventMark } from '../intake/event-marks.ts';
import { byteLength } from '../intake/event-origin.ts';
import { looksLikeFile, openFile } from '../share/forms.ts';
import { encodeLink } from '../share/link.ts';
import type { Payload } from '../share/payload.ts';
import { toShared } from '../share/work-link.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import type { Notices } from './notices.svelte.ts';
import type { Pane } from './answer.ts';
import type { Playground } from './playground.svelte.ts';
import { scanInbox } from './scan-inbox.svelte.ts';
import type { Session } from './session.svelte.ts';

interface Into {
  readonly playground: Playground;
  readonly session: Session;
  readonly notices: Notices;
}

/** Of a file, before and after it is unpacked. */
const maxBytes = 50_000_000;
/** A longer fragment is not put into the address. */
const maxFragment = 32_000;
/** Files that a message names. */
const maxNamed = 3;
/** More are not read one after the other while the page waits. */
const maxFiles = 200;

/** Reads a dropped or chosen file into a pane; a file made by Share opens as a whole. */
async function takeFile(file: File, pane: Pane, into: Into): Promise<void> {
  const { notices } = into;
  const text = file.size > maxBytes ? tooLarge : await readText(file);
  if (text === tooLarge && pane === 'events') offerScan([file], into);
  else if (typeof text !== 'string') {
    notices.show(fill(text.problem, { name: file.name }), { tone: 'warning', topic: 'file' });
  } else if (looksLikeFile(text)) {
    const opened = openFile(text);
    if (opened.ok) await openShared(opened.payload, file, into);
    else notices.show(opened.message, { tone: 'warning', topic: 'file' });
  } else if (/^\ufeff?\s*\{\s*"sigma-playground-course"/.test(text)) {
    await (await import('./open-course.ts')).openCourseFile(file.name, text, notices);
  } else if (pane === 'rule') put(text, pane, into);
  else putEvents([{ file, text }], into);
}

/** A lesson has the address of its link, where that is short enough for browsers. */
async function openShared(payload: Payload, file: File, { session }: Into): Promise<void> {
  const shared = toShared(payload);
  const code = shared.lesson ? await encodeLink(payload) : '';
  const fragment = code !== '' && code.length < maxFragment ? `#${code}` : '';
  await session.openShared(shared, fill(texts.fileOpened, { name: file.name }), fragment);
}

/** Several files of events are read one after the other, in the order of their names, as one text. */
export async function takeFiles(files: readonly File[], pane: Pane, into: Into): Promise<void> {
  const [first] = files;
  if (!first) return;
  if (files.length === 1 || pane === 'rule') return takeFile(first, pane, into);
  if (files.length > maxFiles) return offerScan(files, into);
  const taken: Taken[] = [];
  const problems: string[] = [];
  let length = 0;
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const text = file.size > maxBytes ? tooLarge : await readText(file);
    if (text === tooLarge) return offerScan(files, into);
    if (typeof text !== 'string') problems.push(fill(text.problem, { name: file.name }));
    else {
      length += text.length;
      if (length > maxBytes) return offerScan(files, into);
      taken.push({ file, text });
    }
  }
  if (taken.length > 0) putEvents(taken, into);
  const count = fill(texts.fileCount, { n: taken.length, all: files.length });
  const named = problems.slice(0, maxNamed).map((problem) => ` ${problem}`);
  const tone = problems.length > 0 ? ({ tone: 'warning' } as const) : {};
  into.notices.show(count + named.join(''), { ...tone, topic: 'file' });
}

function offerScan(files: readonly File[], { notices }: Into): void {
  const [first] = files;
  const values = { name: first?.name ?? '', n: files.length };
  notices.show(fill(files.length === 1 ? texts.fileOfferScan : texts.fileOfferScanMany, values), {
    tone: 'warning',
    topic: 'file',
    stays: true,
    action: {
      label: texts.fileScan,
      run: () => scanInbox.put({ files: files.map((file) => ({ file, path: file.name })), name: '' }),
    },
  });
}

interface Taken {
  readonly file: File;
  readonly text: string;
}

/** Each file's part of the text is marked with where it came from; `readOrigin` tells it of each event. */
function putEvents(taken: readonly Taken[], { playground }: Into): void {
  playground.setEventsText(taken.map(({ text }) => text).join('\n'));
  let start = 0;
  const marks = taken.map(({ file, text }): EventMark => {
    const range = { start, end: start + text.length };
    start = range.end + 1;
    return { range, origin: { file: file.name, index: 0, start: 0, end: byteLength(text) } };
  });
  playground.setMarks(marks);
}

export function chooseFile(pane: Pane, into: Into): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = pane === 'rule' ? '.yml,.yaml,.txt,.json' : '.json,.gz,.ndjson,.jsonl,.log,.txt,.csv';
  input.multiple = pane === 'events';
  input.onchange = () => void takeFiles([...(input.files ?? [])], pane, into);
  input.click();
}

export async function pasteInto(pane: Pane, into: Into): Promise<void> {
  try {
    put(await navigator.clipboard.readText(), pane, into);
  } catch {
    into.notices.show(texts.fileNoClipboard, {
      topic: 'file',
    });
  }
}

function put(text: string, pane: Pane, { playground }: Into): void {
  if (pane === 'rule') playground.setRuleText(text);
  else playground.setEventsText(text);
}

const tooLarge = { problem: texts.fileTooLarge } as const;
const unreadable = { problem: texts.fileUnreadable } as const;

/** Unpacks gzip, as CloudTrail delivers its files. */
async function readText(file: File): Promise<string | { readonly problem: string }> {
  try {
    const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    if (first !== 0x1f || second !== 0x8b) return await file.text();
    const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    const decoder = new TextDecoder();
    let [text, bytes] = ['', 0];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      bytes += value.length;
      if (bytes > maxBytes) {
        await reader.cancel();
        return tooLarge;
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return unreadable;
  }
}
