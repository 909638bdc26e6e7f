import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';

/** A zip archive of text files. */
export async function zipOf(
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter());
  for (const { path, text } of files) await writer.add(path, new TextReader(text));
  return writer.close();
}
