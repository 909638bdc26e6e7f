// What we take from files that may be made to harm: far more than any rule set has.

/** Of the archive itself, which is held in memory while it is read: from there it is read ten times as fast. */
export const maxArchiveBytes = 128_000_000;
/** Names in an archive, or files dropped. */
export const maxEntries = 100_000;
/** Of one rule file, unpacked. */
export const maxFileBytes = 1_000_000;
/** Of all rule files together, unpacked. */
export const maxTotalBytes = 200_000_000;
/** A text gets smaller by this factor at most, if it is one; what is small may be whatever it is. */
export const maxRatio = 200;
export const maxUncheckedBytes = 10_000_000;
/** Of a licence or version file. */
export const maxNoticeBytes = 100_000;

export function sizeText(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}
