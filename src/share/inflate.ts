// zlib (RFC 1950) → bytes through the platform's stream, with a limit, and telling a cut text from a changed one.

export type Inflated =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: 'cut_off' | 'broken' | 'too_large' };

/** What is unpacked between two looks at the length: at most about a thousand times as much. */
const sliceLength = 1024;

/** Unpacks a zlib stream that is all of `data`. Stops soon after the answer is longer than `maxLength`. */
export async function inflate(data: Uint8Array<ArrayBuffer>, maxLength: number): Promise<Inflated> {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  writer.closed.catch(() => {});
  // The stream refuses wrong data where it stands, and a missing end only when it is closed.
  let why: 'broken' | 'cut_off' | 'too_large' = 'broken';
  const chunks: Uint8Array[] = [];
  async function readAll(): Promise<void> {
    let length = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      if (length > maxLength) {
        why = 'too_large';
        throw new RangeError('The unpacked data is too long.');
      }
      chunks.push(next.value);
    }
  }
  const reading = readAll();
  const failure = reading.then(() => new Promise<never>(() => {}));
  failure.catch(() => {});
  try {
    for (let at = 0; at < data.length; at += sliceLength)
      await Promise.race([writer.write(data.subarray(at, at + sliceLength)), failure]);
    // Lets an error of the last slice come up.
    await Promise.race([new Promise((resolve) => setTimeout(resolve)), failure]);
    why = 'cut_off';
    await Promise.all([writer.close(), reading]);
    return { ok: true, bytes: new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer()) };
  } catch (error) {
    reader.cancel().catch(() => {});
    // Where data is unpacked on another thread (Node), a fault in the last slice may come up late.
    const isLate = why === 'cut_off' && (error as { code?: unknown } | null)?.code === 'Z_DATA_ERROR';
    return { ok: false, why: isLate ? 'broken' : why };
  }
}
