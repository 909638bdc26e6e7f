// What names and files tell of the version and the licence of a rule set.

const licence = /(?:^|\/)(?:licen[sc]e|copying)(?:[.-][\w.-]*)?$/i;
const version = /(?:^|\/)version(?:\.txt|\.md)?$/i;

export function isNotice(path: string): boolean {
  return licence.test(path) || version.test(path);
}

/** `r2026-08-01` in `sigma_core-r2026-08-01.zip`, `master` in `sigma-master.zip`; empty when the name tells nothing. */
export function versionOfName(name: string): string {
  const dated = /(?:^|[^a-z0-9])(r?\d{4}-\d{2}-\d{2})(?!\d)/i.exec(name);
  if (dated) return dated[1] as string;
  return /-(master|main|v?\d+(?:\.\d+)+)(?:\.zip)?$/i.exec(name)?.[1] ?? '';
}

export interface Notices {
  readonly version: string;
  readonly licence: string;
}

/** Of several files of one kind, the one nearest to the root counts. */
export function readNotices(files: readonly { readonly path: string; readonly text: string }[]): Notices {
  const depth = ({ path }: { readonly path: string }) => path.split('/').length;
  const sorted = files.toSorted((a, b) => depth(a) - depth(b));
  const first = (pattern: RegExp) => sorted.find(({ path }) => pattern.test(path))?.text ?? '';
  return { version: versionIn(first(version)), licence: licenceIn(first(licence)) };
}

function versionIn(text: string): string {
  const dated = /\br?\d{4}-\d{2}-\d{2}\b/.exec(text);
  return dated?.[0] ?? firstLine(text, 40);
}

function licenceIn(text: string): string {
  const drl = /detection rule licen[sc]e(?:[^\n\d]{0,20}(\d+(?:\.\d+)*))?/i.exec(text);
  if (drl) return `Detection Rule License (DRL) ${drl[1] ?? '1.1'}`;
  return firstLine(text, 80);
}

function firstLine(text: string, maxLength: number): string {
  const line = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const plain = line.replace(/^[\s#*=]+|[\s#*=]+$/g, '');
  return plain.length > maxLength ? `${plain.slice(0, maxLength - 1)}…` : plain;
}
