// One entry of an archive that is in memory. The library's own way sends each entry through a chain of streams, which
// takes longer than everything else there is to do with a small file.
import * as texts from '../../texts/en.ts';

/** What the archive's directory says of an entry. */
export interface PackedEntry {
  /** Of its local header. */
  readonly offset: number;
  readonly compressedSize: number;
  readonly compressionMethod: number;
  /** CRC-32 of what is packed; absent where the directory has none, which is no sum of anything. */
  readonly signature?: number;
}

export class UnpackError extends Error {}

const localHeader = 0x04034b50;
const localHeaderLength = 30;
const [stored, deflated] = [0, 8];

/** `take` gets the content piece by piece; what it throws ends the unpacking and is thrown. */
export async function unpack(
  archive: Uint8Array<ArrayBuffer>,
  { offset, compressedSize, compressionMethod, signature }: PackedEntry,
  take: (piece: Uint8Array) => void,
): Promise<void> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const isWhole = offset + localHeaderLength <= archive.length;
  if (!isWhole || view.getUint32(offset, true) !== localHeader) throw new UnpackError(texts.archiveMisplaced);
  const start =
    offset + localHeaderLength + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + compressedSize > archive.length) throw new UnpackError(texts.archiveNotWhole);
  const packed = archive.subarray(start, start + compressedSize);
  let crc = -1;
  const piece = (bytes: Uint8Array) => {
    take(bytes);
    crc = updateCrc(crc, bytes);
  };
  if (compressionMethod === stored) piece(packed);
  else if (compressionMethod === deflated) await inflate(packed, piece);
  else throw new UnpackError(texts.archiveUnsupported);
  if (signature === undefined || ~crc >>> 0 !== signature >>> 0) throw new UnpackError(texts.archiveDamaged);
}

async function inflate(packed: Uint8Array<ArrayBuffer>, piece: (bytes: Uint8Array) => void): Promise<void> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const writer = writable.getWriter();
  // What fails here fails below as well.
  writer.write(packed).catch(() => {});
  writer.close().catch(() => {});
  const reader = readable.getReader();
  for (;;) {
    const next = await reader.read().catch(() => {
      throw new UnpackError(texts.archiveDamaged);
    });
    if (next.done) return;
    try {
      piece(next.value);
    } catch (error) {
      await reader.cancel().catch(() => {});
      throw error;
    }
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

export function crcOf(bytes: Uint8Array): number {
  return ~updateCrc(-1, bytes) >>> 0;
}

function updateCrc(crc: number, bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++)
    crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[i] as number)) & 0xff] as number);
  return crc;
}
