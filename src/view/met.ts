import type { Met } from '../sigma/index.ts';
import { safeCut, toVisible } from './visible.ts';

/** A value of the event, cut so that its matched stretch is in sight. */
export interface MetView {
  readonly before: string;
  /** The matched stretch; empty when there is none. */
  readonly hit: string;
  readonly after: string;
  /** Where it stands in the event; empty when that is the field itself. */
  readonly path: string;
  readonly kind: Met['kind'];
}

const lead = 28;
const tail = 90;
const whole = 140;

/** `field`: the field that was looked for; the path is told only where it says more. */
export function toMetView(met: Met, field: string | null): MetView {
  const { text, span } = met;
  const full = toPath(met.pointer);
  const path = full === field ? '' : full;
  const kind = met.kind;
  if (!span || span.start >= text.length || span.end <= span.start) {
    return { before: cutEnd(text, whole), hit: '', after: '', path, kind };
  }
  const from = span.start > lead + 4 ? safeCut(text, span.start - lead) : 0;
  const hitEnd = Math.min(span.end, text.length);
  return {
    before: (from > 0 ? '…' : '') + toVisible(text.slice(from, span.start)),
    hit: cutEnd(text.slice(span.start, hitEnd), whole),
    after: cutEnd(text.slice(hitEnd), tail),
    path,
    kind,
  };
}

function cutEnd(text: string, limit: number): string {
  if (text.length <= limit) return toVisible(text);
  return `${toVisible(text.slice(0, safeCut(text, limit - 4)))}…`;
}

/** `/requestParameters/items/0/cidrIp` as people write it: `requestParameters.items[0].cidrIp`. */
export function toPath(pointer: string): string {
  let path = '';
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (/^\d+$/.test(name)) path += `[${name}]`;
    else path += path === '' ? name : `.${name}`;
  }
  return toVisible(path);
}
