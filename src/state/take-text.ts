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

/** Reads a dropped or chosen file into a pane; a file made by Share opens as a whole. */
export async function takeFile(file: File, pane: Pane, into: Into): Promise<void> {
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

export function chooseFile(pane: Pane, into: Into): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = pane === 'rule' ? '.yml,.yaml,.txt,.json' : '.json,.gz,.ndjson,.jsonl,.log,.txt';
  input.onchange = () => {
    const [file] = input.files ?? [];
    if (file) void takeFile(file, pane, into);
  };
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
