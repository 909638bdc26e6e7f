// Bytes of a file, as they come → its records one after the other, each with its place. It finds where a record ends
// and looks into none: strings and brackets are followed, and what cannot be JSON ends a record, so that its
// neighbours are found again. Holds one record at most.
import { listKeys } from '../unwrap.ts';
import { isSpace, RecordScanner } from './record-scanner.ts';

export interface Unit {
  /**
   * `record`: one JSON value; `text`: lines that begin like no JSON; `rest`: all that is left of the file, because it
   * begins like a table.
   */
  readonly type: 'record' | 'text' | 'rest';
  /** Valid until the call returns. */
  readonly bytes: Uint8Array;
  /** Of the first byte, in the unpacked file. */
  readonly start: number;
  /** The key of the list that a record is an element of, in `{"Records": […]}`; empty for others. */
  readonly list: string;
  /** A record whose numbers are short integers, and which is not very deep: `JSON.parse` reads it as it is. */
  readonly isSimple: boolean;
}

/** What could not be read, by places in the unpacked file. `end` is -1 when the file ended before something. */
export interface Stretch {
  readonly code: 'malformed' | 'too_large' | 'stray' | 'not_closed';
  readonly start: number;
  readonly end: number;
}

export interface SplitterHooks {
  onUnit(unit: Unit): void;
  onStretch(stretch: Stretch): void;
  /** Whether a line that is no JSON is the head of a table. */
  isTableHead(line: Uint8Array): boolean;
}

export interface SplitterLimits {
  readonly maxRecordBytes?: number;
  /** A text of lines is handed on in parts of about this length. */
  readonly textBytes?: number;
}

export const maxRecordBytes = 16 * 1024 * 1024;
const textBytes = 1024 * 1024;
/** Of the beginning of a record that is looked for after a fault. */
const maxHead = 200;

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const newline = 0x0a;
const envelopeKeys = listKeys.map((key) => ({ key, bytes: new TextEncoder().encode(`"${key}"`) }));

type Mode = 'top' | 'list' | 'record' | 'tail' | 'junk' | 'seek' | 'text' | 'rest';

export class RecordSplitter {
  readonly #hooks: SplitterHooks;
  readonly #maxRecordBytes: number;
  readonly #textBytes: number;
  #buffer = new Uint8Array(64 * 1024);
  #length = 0;
  /** Of the buffer's first byte, in the file. */
  #base = 0;
  #pos = 0;
  /** Where what is being read begins; what stands before it is done with. */
  #start = 0;
  #mode: Mode = 'top';
  #isLast = false;
  /** null: in no list. */
  #list: string | null = null;
  #listAt = 0;
  #inEnvelope = false;
  #inString = false;
  readonly #scanner = new RecordScanner();
  /** How the record that broke began. */
  #head = new Uint8Array();
  #brokenAt = 0;
  #brokenCode: Stretch['code'] = 'malformed';
  /** Bytes that may still be read a second time: keeps hostile files linear. */
  #rereads = 1024 * 1024;
  #isOver = false;

  constructor(hooks: SplitterHooks, limits: SplitterLimits = {}) {
    this.#hooks = hooks;
    this.#maxRecordBytes = limits.maxRecordBytes ?? maxRecordBytes;
    this.#textBytes = limits.textBytes ?? textBytes;
  }

  push(chunk: Uint8Array): void {
    const kept = this.#length - this.#start;
    const needed = kept + chunk.length;
    if (needed > this.#buffer.length || this.#start > 0) {
      const room = needed > this.#buffer.length ? new Uint8Array(2 * needed) : this.#buffer;
      if (room === this.#buffer) room.copyWithin(0, this.#start, this.#length);
      else room.set(this.#buffer.subarray(this.#start, this.#length));
      this.#buffer = room;
      this.#base += this.#start;
      this.#pos -= this.#start;
      this.#start = 0;
    }
    this.#buffer.set(chunk, kept);
    this.#length = needed;
    this.#rereads += chunk.length;
    this.#run();
  }

  /** No more bytes will come. */
  end(): void {
    this.#isLast = true;
    this.#run();
  }

  #run(): void {
    while (this.#step());
  }

  /** Returns whether there may be more to do with what is here. */
  #step(): boolean {
    switch (this.#mode) {
      case 'top':
      case 'list':
        return this.#readBetween();
      case 'record':
        return this.#readRecord();
      case 'tail':
        return this.#readTail();
      case 'junk':
        return this.#readJunk();
      case 'seek':
        return this.#seek();
      case 'text':
        return this.#readText();
      case 'rest':
        return this.#readRest();
    }
  }

  #readBetween(): boolean {
    const buffer = this.#buffer;
    const length = this.#length;
    let pos = this.#pos;
    while (pos < length && isSpace(buffer[pos] as number)) pos++;
    this.#pos = this.#start = pos;
    if (pos >= length) {
      if (this.#isLast) this.#finish();
      return false;
    }
    const c = buffer[pos] as number;
    if (this.#mode === 'list') {
      if (c === openBrace || c === openBracket) this.#beginRecord();
      else if (c === comma) this.#pos++;
      else if (c === closeBracket) {
        this.#pos++;
        this.#list = null;
        this.#mode = this.#inEnvelope ? 'tail' : 'top';
        this.#scanner.beginInside();
        this.#inEnvelope = false;
      } else this.#beginJunk();
      return true;
    }
    if (c === openBracket) {
      this.#beginList('', pos + 1);
      return true;
    }
    if (c === openBrace) {
      const envelope = this.#readEnvelope(pos);
      if (envelope === 'more') return false;
      if (!envelope) this.#beginRecord();
      else {
        this.#inEnvelope = true;
        this.#beginList(envelope.key, envelope.end);
      }
      return true;
    }
    if (c === 0xef && !this.#isLast && length - pos < 3) return false;
    if (c === 0xef && buffer[pos + 1] === 0xbb && buffer[pos + 2] === 0xbf) this.#pos += 3;
    else if (c === comma || c === closeBrace || c === closeBracket) this.#beginJunk();
    else this.#mode = 'text';
    return true;
  }

  #beginList(key: string, pos: number): void {
    this.#list = key;
    this.#listAt = this.#base + this.#start;
    this.#mode = 'list';
    this.#pos = pos;
  }

  #beginRecord(): void {
    this.#mode = 'record';
    this.#scanner.begin();
  }

  /** `{"Records": [`: null when this is another object. */
  #readEnvelope(start: number): { readonly key: string; readonly end: number } | 'more' | null {
    const short = this.#isLast ? null : 'more';
    const buffer = this.#buffer;
    const length = this.#length;
    const skip = (pos: number) => {
      while (pos < length && isSpace(buffer[pos] as number)) pos++;
      return pos;
    };
    const keyAt = skip(start + 1);
    // White space without end is no envelope.
    if (keyAt >= length) return length - start > maxHead ? null : short;
    for (const { key, bytes } of envelopeKeys) {
      let same = 0;
      while (same < bytes.length && keyAt + same < length && buffer[keyAt + same] === bytes[same]) same++;
      if (keyAt + same >= length) return length - start > maxHead ? null : short;
      if (same < bytes.length) continue;
      const colonAt = skip(keyAt + same);
      if (colonAt >= length) return length - start > maxHead ? null : short;
      if (buffer[colonAt] !== colon) return null;
      const open = skip(colonAt + 1);
      if (open >= length) return length - start > maxHead ? null : short;
      return buffer[open] === openBracket ? { key, end: open + 1 } : null;
    }
    return null;
  }

  #readRecord(): boolean {
    const end = this.#scan();
    if (end > 0) {
      this.#hooks.onUnit({
        type: 'record',
        bytes: this.#buffer.subarray(this.#start, end),
        start: this.#base + this.#start,
        list: this.#list ?? '',
        isSimple: this.#scanner.isSimple,
      });
      this.#pos = this.#start = end;
      this.#mode = this.#list === null ? 'top' : 'list';
      return true;
    }
    if (end < 0) this.#break('malformed');
    else if (this.#length - this.#start > this.#maxRecordBytes) this.#break('too_large');
    else if (this.#isLast) this.#break('not_closed');
    else return false;
    return true;
  }

  #scan(): number {
    const end = this.#scanner.scan(this.#buffer, this.#start, this.#pos, this.#length);
    this.#pos = this.#scanner.pos;
    return end;
  }

  /** The record that begins at `#start` is broken at `#pos`; the next that begins like it is looked for. */
  #break(code: Stretch['code']): void {
    const buffer = this.#buffer;
    const headEnd = Math.min(this.#length, this.#start + maxHead);
    let stop = this.#start + 1;
    while (stop < headEnd && isSpace(buffer[stop] as number)) stop++;
    this.#head = new Uint8Array();
    if (buffer[stop] === quote) {
      const end = buffer.indexOf(quote, stop + 1);
      if (end > 0 && end < headEnd) this.#head = buffer.slice(this.#start, end + 1);
    }
    this.#brokenAt = this.#base + this.#start;
    this.#brokenCode = code;
    const fault = Math.min(this.#pos, this.#length);
    if (code === 'too_large' || this.#rereads <= 0) this.#start = Math.max(this.#start + 1, fault);
    else {
      this.#rereads -= fault - this.#start;
      this.#start++;
    }
    this.#pos = this.#start;
    this.#mode = 'seek';
  }

  #seek(): boolean {
    const buffer = this.#buffer;
    const length = this.#length;
    const head = this.#head;
    for (let pos = this.#pos; (pos = buffer.indexOf(openBrace, pos)) >= 0 && pos < length; pos++) {
      // Whether all of the head is here shows with the next bytes.
      if (!this.#isLast && pos + head.length > length) {
        this.#pos = pos;
        this.#start = Math.max(this.#start, pos - maxHead);
        return false;
      }
      if (!this.#beginsRecord(pos)) continue;
      this.#report(pos);
      this.#pos = this.#start = pos;
      this.#mode = this.#list === null ? 'top' : 'list';
      return true;
    }
    this.#pos = length;
    if (this.#isLast) {
      this.#report(length);
      this.#start = length;
      this.#list = null;
      this.#inEnvelope = false;
      this.#mode = 'top';
      return true;
    }
    // What stands before a brace tells whether a record begins there.
    this.#start = Math.max(this.#start, length - maxHead);
    return false;
  }

  #beginsRecord(pos: number): boolean {
    const buffer = this.#buffer;
    if (pos > 0 && buffer[pos - 1] === newline) return true;
    const head = this.#head;
    if (head.length === 0 || pos + head.length > this.#length) return false;
    for (let i = 0; i < head.length; i++) if (buffer[pos + i] !== head[i]) return false;
    let before = pos - 1;
    while (before >= this.#start && isSpace(buffer[before] as number)) before--;
    return before < this.#start || buffer[before] !== colon;
  }

  #report(end: number): void {
    const place = { start: this.#brokenAt, end: this.#base + end };
    this.#hooks.onStretch({ code: this.#brokenCode, ...place });
  }

  /** After the list of an envelope: its other members. */
  #readTail(): boolean {
    const end = this.#scan();
    // What stands here holds no events, and is kept only for its commas and colons.
    if (end === 0 && !this.#isLast) {
      this.#start = Math.max(this.#start, Math.min(this.#pos, this.#length) - maxHead);
      return false;
    }
    if (end === 0) this.#hooks.onStretch({ code: 'not_closed', start: this.#listAt, end: -1 });
    if (end < 0) {
      this.#brokenAt = this.#base + this.#pos;
      this.#brokenCode = 'malformed';
      this.#head = new Uint8Array();
      this.#start = Math.min(this.#pos, this.#length);
      this.#mode = 'seek';
      return true;
    }
    this.#pos = this.#start = end === 0 ? this.#length : end;
    this.#mode = 'top';
    return true;
  }

  #beginJunk(): void {
    this.#brokenAt = this.#base + this.#start;
    this.#brokenCode = 'stray';
    this.#inString = false;
    this.#mode = 'junk';
  }

  /** Between records: up to what can begin one, or end their list. */
  #readJunk(): boolean {
    const buffer = this.#buffer;
    const inList = this.#list !== null;
    let pos = this.#pos;
    for (; pos < this.#length; pos++) {
      const c = buffer[pos] as number;
      if (this.#inString) {
        if (c === backslash) pos++;
        else if (c === quote || c === newline) this.#inString = false;
      } else if (c === quote && inList) this.#inString = true;
      else if (c === openBrace || (c === openBracket && !inList)) break;
      else if (inList ? c === comma || c === closeBracket : !isStray(c)) break;
    }
    this.#pos = this.#start = Math.min(pos, this.#length);
    const isAtEnd = pos >= this.#length;
    if (isAtEnd && !this.#isLast) {
      // An escape may be cut in two.
      this.#pos = pos;
      return false;
    }
    this.#report(this.#pos);
    this.#inString = false;
    this.#mode = inList ? 'list' : 'top';
    return true;
  }

  #readText(): boolean {
    const buffer = this.#buffer;
    const length = this.#length;
    const firstEnd = buffer.indexOf(newline, this.#start);
    const isLine = firstEnd >= 0 && firstEnd < length;
    const tooLong = length - this.#start > this.#maxRecordBytes;
    if (!isLine && !this.#isLast && !tooLong) return false;
    const line = buffer.subarray(this.#start, isLine ? firstEnd : length);
    if (this.#pos === this.#start && line.length <= maxHeadLine && this.#hooks.isTableHead(line)) {
      this.#mode = 'rest';
      return true;
    }
    // The lines that are whole, up to one that begins like JSON.
    let stop = this.#pos;
    for (;;) {
      const at = buffer.indexOf(newline, stop);
      if (at < 0 || at >= length) break;
      stop = at + 1;
      let next = stop;
      while (next < length && isSpace(buffer[next] as number)) next++;
      if (next >= length && !this.#isLast) break;
      const c = buffer[next] as number;
      if (next < length && (c === openBrace || c === openBracket)) {
        this.#hand('text', stop);
        this.#mode = 'top';
        return true;
      }
      if (stop - this.#start >= this.#textBytes) this.#hand('text', stop);
    }
    this.#pos = stop;
    if (this.#isLast) {
      this.#hand('text', length);
      this.#mode = 'top';
      return true;
    }
    if (length - this.#start > this.#maxRecordBytes) {
      this.#brokenAt = this.#base + this.#start;
      this.#brokenCode = 'too_large';
      this.#head = new Uint8Array();
      this.#pos = this.#start = length;
      this.#mode = 'seek';
      return true;
    }
    return false;
  }

  #hand(type: 'text' | 'rest', end: number): void {
    if (end > this.#start)
      this.#hooks.onUnit({
        type,
        bytes: this.#buffer.subarray(this.#start, end),
        start: this.#base + this.#start,
        list: '',
        isSimple: false,
      });
    this.#pos = this.#start = end;
  }

  #readRest(): boolean {
    const isFull = this.#length - this.#start > 2 * this.#maxRecordBytes;
    if (this.#isOver) this.#pos = this.#start = this.#length;
    else if (isFull || this.#isLast) {
      const last = this.#buffer.lastIndexOf(newline, this.#length - 1);
      const end = isFull && last > this.#start ? last + 1 : this.#length;
      this.#hand('rest', end);
      if (isFull) {
        this.#isOver = true;
        this.#hooks.onStretch({ code: 'too_large', start: this.#base + end, end: -1 });
      }
    }
    if (!this.#isLast) return false;
    this.#pos = this.#start = this.#length;
    this.#mode = 'top';
    return true;
  }

  #finish(): void {
    if (this.#list !== null) this.#hooks.onStretch({ code: 'not_closed', start: this.#listAt, end: -1 });
    this.#list = null;
    this.#inEnvelope = false;
    this.#mode = 'top';
  }
}

/** A longer line is no head of a table. */
const maxHeadLine = 100_000;

function isStray(c: number): boolean {
  return c === comma || c === closeBrace || c === closeBracket || isSpace(c);
}
