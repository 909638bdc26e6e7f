// Text files → a zip archive of them, stored as they are: they are few and small.
import { crcOf } from './unpack.ts';

const [localHeader, centralHeader, endRecord] = [0x04034b50, 0x02014b50, 0x06054b50];
const [localLength, centralLength, endLength] = [30, 46, 22];
/** Names are UTF-8. */
const nameFlag = 0x0800;
const version = 20;
/** 1 January 1980, for the archive says nothing of times. */
const firstDay = 0x0021;

export function pack(files: readonly { readonly path: string; readonly text: string }[]): Blob {
  const encoder = new TextEncoder();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { path, text } of files) {
    const [name, content] = [encoder.encode(path), encoder.encode(text)];
    const crc = crcOf(content);
    const common = (view: DataView, at: number) => {
      view.setUint16(at, version, true);
      view.setUint16(at + 2, nameFlag, true);
      view.setUint16(at + 8, firstDay, true);
      view.setUint32(at + 10, crc, true);
      view.setUint32(at + 14, content.length, true);
      view.setUint32(at + 18, content.length, true);
      view.setUint16(at + 22, name.length, true);
    };
    const local = header(localLength, localHeader, (view) => common(view, 4));
    const central = header(centralLength, centralHeader, (view) => {
      view.setUint16(4, version, true);
      common(view, 6);
      view.setUint32(42, offset, true);
    });
    parts.push(local, name, content);
    directory.push(central, name);
    offset += local.length + name.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = header(endLength, endRecord, (view) => {
    view.setUint16(8, files.length, true);
    view.setUint16(10, files.length, true);
    view.setUint32(12, size, true);
    view.setUint32(16, offset, true);
  });
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

function header(length: number, signature: number, fill: (view: DataView) => void): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(length));
  view.setUint32(0, signature, true);
  fill(view);
  return new Uint8Array(view.buffer);
}
