// `{type=AssumedRole, arn=…, sessioncontext={attributes={…}}}`: how Presto and Athena print a struct. In general it cannot be
// read back, for values may hold its marks. It is read here only where no other reading is possible.
import type { EventObject, EventValue } from '../../sigma/index.ts';
import { identityNameOf } from './cloudtrail-names.ts';
import { put } from './shape.ts';

const maxDepth = 8;

/** Of `userIdentity`, whose names are known; null when the text is not surely this. What is `null` is left out. */
export function readStruct(text: string): EventObject | null {
  let pos = 0;
  const readObject = (depth: number): EventObject | null => {
    if (text[pos] !== '{' || depth > maxDepth) return null;
    pos++;
    const object: Record<string, EventValue> = {};
    for (;;) {
      const key = /^\s*(\w+)=/.exec(text.slice(pos, pos + 100));
      if (!key || !identityNameOf.has((key[1] as string).toLowerCase())) return null;
      pos += key[0].length;
      let value: EventValue;
      if (text[pos] === '{') {
        value = readObject(depth + 1);
        if (value === null) return null;
      } else {
        const end = /[,{}=]/g;
        end.lastIndex = pos;
        const found = end.exec(text);
        if (!found || found[0] === '=' || found[0] === '{') return null;
        value = text.slice(pos, found.index);
        pos = found.index;
      }
      if (value !== 'null') put(object, key[1] as string, value);
      if (text[pos] === ',') pos++;
      else if (text[pos] === '}') {
        pos++;
        return object;
      } else return null;
    }
  };
  const read = readObject(0);
  return pos === text.length ? read : null;
}
