// A file's bytes, unpacked where it is gzip, a piece at a time. A browser's unpacker takes one member of gzip, and does
// not say where it ended: several in a row, as `cat a.gz b.gz` makes, are found by how a member begins. What is behind
// a fault is lost, what is before it is not.

export type UnpackFault = 'truncated' | 'corrupt' | 'trailing' | 'unreadable';

export interface UnpackOptions {
  /** Called with the bytes of the file that were read so far. */
  readonly onRead?: (bytes: number) => void;
  /** Called once, at the end of what can be had. `at`: about where in the file as it is. */
  readonly onFault: (fault: UnpackFault, at: number) => void;
  readonly pieceBytes?: number;
}

/** How much is read at once. Where a member fails it is read again in finer pieces, which tell how far it is good. */
const pieceBytes = 256 * 1024;
const finePieces = [256, 1] as const;

/** Ten bytes begin a member. */
const headLength = 10;
/** The checksum and the length that end it. */
const trailerLength = 8;
/** Places that look like the end of a member, by its length even, and are none. */
const maxWrong = 3;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export async function* unpack(file: Blob, options: UnpackOptions): AsyncGenerator<Uint8Array, void> {
  const source = new Source(file, options);
  try {
    if (isGzip(await source.read(0, 2))) yield* unpackMembers(source, options);
    else
      for (let at = 0; at < file.size; at += source.pieceBytes)
        yield await source.read(at, at + source.pieceBytes);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    options.onFault('unreadable', source.at);
  }
}

class Unreadable extends Error {}

class Source {
  readonly size: number;
  readonly pieceBytes: number;
  at = 0;
  readonly #file: Blob;
  readonly #onRead: (bytes: number) => void;

  constructor(file: Blob, { onRead = () => {}, pieceBytes: length = pieceBytes }: UnpackOptions) {
    this.#file = file;
    this.size = file.size;
    this.pieceBytes = length;
    this.#onRead = onRead;
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.#file
      .slice(start, end)
      .arrayBuffer()
      .catch(() => {
        // It was changed, moved or unplugged since it was chosen.
        throw new Unreadable();
      });
    this.at = Math.max(this.at, Math.min(end, this.size));
    this.#onRead(this.at);
    return new Uint8Array(bytes);
  }

  /** Whether a member that held `length` bytes can end at `at`: it says so itself. */
  async isEnd(at: number, length: number): Promise<boolean> {
    const bytes = await this.read(at - 4, at);
    return bytes.length === 4 && new DataView(bytes.buffer).getUint32(0, true) === length % 2 ** 32;
  }
}

async function* unpackMembers(source: Source, { onFault }: UnpackOptions): AsyncGenerator<Uint8Array, void> {
  let start = 0;
  while (start < source.size) {
    const wrong = new Set<number>();
    /** Where pieces become finer. */
    const fineFrom: number[] = [];
    let given = 0;
    // Each turn reads the member from its beginning, and leaves out what was given before.
    for (;;) {
      const member = new Member(source, start, fineFrom, wrong);
      let seen = 0;
      for await (const bytes of member.unpack()) {
        const known = Math.max(0, Math.min(bytes.length, given - seen));
        seen += bytes.length;
        if (known < bytes.length) yield bytes.subarray(known);
      }
      given = Math.max(given, seen);
      const { outcome, at } = member;
      if (outcome === 'whole') {
        start = at;
        break;
      }
      if (outcome === 'early' && at < source.size && wrong.size < maxWrong) wrong.add(at);
      else if (outcome === 'failed' && fineFrom.length < finePieces.length) fineFrom.push(at);
      else if (outcome === 'early') return onFault('truncated', at);
      else if (!(await source.isEnd(at, seen))) return onFault('corrupt', at);
      else if (isGzip(await source.read(at, at + 2))) {
        start = at;
        break;
      }
      // Some are filled up with zeros.
      else if ((await source.read(at, at + pieceBytes)).every((byte) => byte === 0)) return;
      else return onFault('trailing', at);
    }
  }
}

/** One member of gzip, up to where it seems to end. */
class Member {
  /** `early`: it goes on behind `at`; `failed`: in the piece that begins at `at`. */
  outcome: 'whole' | 'early' | 'failed' = 'early';
  at: number;
  readonly #source: Source;
  readonly #start: number;
  readonly #fineFrom: readonly number[];
  readonly #wrong: ReadonlySet<number>;

  constructor(source: Source, start: number, fineFrom: readonly number[], wrong: ReadonlySet<number>) {
    this.#source = source;
    this.#start = this.at = start;
    this.#fineFrom = fineFrom;
    this.#wrong = wrong;
  }

  async *unpack(): AsyncGenerator<Uint8Array, void> {
    const source = this.#source;
    const stream = new DecompressionStream('gzip');
    const writer = stream.writable.getWriter();
    const out = new Drain(stream.readable);
    // Failures show in what is written.
    writer.closed.catch(() => {});
    let seen = 0;
    while (this.at < source.size) {
      const { bytes, beforeHead } = await this.#piece();
      const written = out.settle(writer.write(bytes));
      for (let next; (next = await out.next());) {
        seen += next.length;
        yield next;
      }
      if (!(await written)) {
        this.outcome = 'failed';
        return;
      }
      this.at += bytes.length;
      if (beforeHead && (await source.isEnd(this.at, seen))) break;
    }
    const closed = out.settle(writer.close());
    for (let next; (next = await out.next());) yield next;
    this.outcome = (await closed) ? 'whole' : 'early';
  }

  async #piece(): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly beforeHead: boolean }> {
    const fine = this.#fineFrom.findLastIndex((from) => this.at >= from);
    const length = finePieces[fine] ?? this.#source.pieceBytes;
    const bytes = await this.#source.read(this.at, this.at + length + headLength);
    const first = this.at === this.#start ? headLength + trailerLength : 0;
    for (let i = first; (i = bytes.indexOf(0x1f, i)) >= 0 && i < length; i++) {
      if (i > 0 && isHead(bytes, i) && !this.#wrong.has(this.at + i))
        return { bytes: bytes.slice(0, i), beforeHead: true };
    }
    const isBefore = isHead(bytes, length) && !this.#wrong.has(this.at + length);
    return { bytes: bytes.slice(0, length), beforeHead: isBefore };
  }
}

/** Method 8, no flag that does not exist, and the usual about the way it was made. */
function isHead(bytes: Uint8Array, at: number): boolean {
  const [magic, magic2, method, flags = 0xff, , , , , , system = 0xfe] = bytes.subarray(at, at + headLength);
  if (magic !== 0x1f || magic2 !== 0x8b || method !== 8 || flags > 0x1f) return false;
  return system <= 13 || system === 0xff;
}

/** What comes out of a stream while something is put in. An error of the stream takes away what was not read yet. */
class Drain {
  readonly #queue: Uint8Array[] = [];
  #isSettled = false;
  #wake = () => {};

  constructor(readable: ReadableStream<Uint8Array>) {
    void this.#read(readable.getReader()).catch(() => {});
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#queue.push(value);
      this.#wake();
    }
  }

  /** Whether it succeeds. `next` ends once it is known, and all that it brought is read. */
  async settle(action: Promise<void>): Promise<boolean> {
    this.#isSettled = false;
    const good = await action.then(
      () => true,
      () => false,
    );
    await pass();
    this.#isSettled = true;
    this.#wake();
    return good;
  }

  async next(): Promise<Uint8Array | undefined> {
    while (this.#queue.length === 0 && !this.#isSettled)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#queue.shift();
  }
}

/** Lets everything happen that is due. A timer would wait longer than a piece takes. */
function pass(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
