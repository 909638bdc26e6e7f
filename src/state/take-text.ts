// Texts that come by a file or the clipboard.
import { looksLikeFile, openFile } from '../share/forms.ts';
import { toWork } from '../share/work-link.ts';
import type { Notices } from './notices.svelte.ts';
import type { Pane } from './answer.ts';
import type { Playground } from './playground.svelte.ts';
import type { Session } from './session.svelte.ts';

interface Into {
  readonly playground: Playground;
  readonly session: Session;
  readonly notices: Notices;
}

/** Of a file, before and after it is unpacked. */
const maxBytes = 50_000_000;
/** Files that a message names. */
const maxNamed = 3;

/** Reads a dropped or chosen file into a pane; a file made by Share opens as a whole. */
async function takeFile(file: File, pane: Pane, into: Into): Promise<void> {
  const { notices, session } = into;
  const text = file.size > maxBytes ? tooLarge : await readText(file);
  if (typeof text !== 'string') {
    notices.show(`“${file.name}” ${text.problem}.`, { tone: 'warning', topic: 'file' });
  } else if (looksLikeFile(text)) {
    const opened = openFile(text);
    if (opened.ok) session.openWork(toWork(opened.payload), `Opened “${file.name}”.`);
    else notices.show(opened.message, { tone: 'warning', topic: 'file' });
  } else put(text, pane, into);
}

/** Several files of events are read one after the other, in the order of their names, as one text. */
export async function takeFiles(files: readonly File[], pane: Pane, into: Into): Promise<void> {
  const [first] = files;
  if (!first) return;
  if (files.length === 1 || pane === 'rule') return takeFile(first, pane, into);
  const texts: string[] = [];
  const problems: string[] = [];
  let length = 0;
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const text = file.size > maxBytes ? tooLarge : await readText(file);
    if (typeof text !== 'string') problems.push(`“${file.name}” ${text.problem}`);
    else if (length + text.length > maxBytes)
      problems.push(`“${file.name}” is left out: all together are too large`);
    else {
      length += text.length;
      texts.push(text);
    }
  }
  if (texts.length > 0) put(texts.join('\n'), pane, into);
  const count = `${texts.length} of ${files.length} files were read.`;
  const named = problems.slice(0, maxNamed).map((problem) => ` ${problem}.`);
  const tone = problems.length > 0 ? ({ tone: 'warning' } as const) : {};
  into.notices.show(count + named.join(''), { ...tone, topic: 'file' });
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
    into.notices.show('The browser does not let the page read the clipboard: press Ctrl+V in the pane.', {
      topic: 'file',
    });
  }
}

function put(text: string, pane: Pane, { playground }: Into): void {
  if (pane === 'rule') playground.setRuleText(text);
  else playground.setEventsText(text);
}

const tooLarge = { problem: 'is larger than 50 MB: too large for the page' } as const;
const unreadable = { problem: 'could not be read' } as const;

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
