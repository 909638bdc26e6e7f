import type { EventPlace } from './read-file.ts';
import { unpack } from './unpack.ts';

type Span = readonly [start: number, end: number];

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The texts that stand at places of a file, as they are there, which is read again up to the last of them. A row of a
 * table has the head of the table before it. A text that is no longer there is empty.
 */
export async function readPlaces(file: Blob, places: readonly EventPlace[]): Promise<string[]> {
  const spans = places.flatMap(({ start, end, head }): Span[] =>
    head ? [head, [start, end]] : [[start, end]],
  );
  const found = await readSpans(file, spans);
  return places.map(({ start, end, head }) => {
    const text = found.get(nameOf([start, end])) ?? '';
    return head && text !== '' ? (found.get(nameOf(head)) ?? '') + text : text;
  });
}

async function readSpans(file: Blob, spans: readonly Span[]): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(spans.map((span) => [nameOf(span), span]));
  const open = [...wanted.values()]
    .toSorted((a, b) => a[0] - b[0])
    .map((span) => ({ span, bytes: new Uint8Array(span[1] - span[0]), got: 0 }));
  const found = new Map<string, string>();
  let at = 0;
  for await (const chunk of unpack(file, { onFault: () => {} })) {
    const end = at + chunk.length;
    for (const part of open) {
      const [from, to] = part.span;
      if (from >= end) break;
      if (to <= at) continue;
      const bytes = chunk.subarray(Math.max(0, from - at), Math.min(chunk.length, to - at));
      part.bytes.set(bytes, Math.max(0, at - from));
      part.got += bytes.length;
      if (part.got === part.bytes.length) found.set(nameOf(part.span), decoder.decode(part.bytes));
    }
    at = end;
    while (open[0] && open[0].span[1] <= at) open.shift();
    if (open.length === 0) break;
  }
  return found;
}

function nameOf([start, end]: Span): string {
  return `${start}-${end}`;
}
