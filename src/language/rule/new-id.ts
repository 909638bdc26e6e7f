// Another id for a rule: one that is copied must not keep that of the other.
import { entryOf, readRules } from '../../sigma/index.ts';
import type { TextEdit } from '../../sigma/index.ts';

/** Writes `id: uuid` into the document at an offset, below its title; null where there is none. */
export function newIdEdit(text: string, offset: number, uuid: string): TextEdit | null {
  const { rules } = readRules(text);
  const rule = rules.find(({ range }) => range.start <= offset && offset <= range.end) ?? rules[0];
  const document = rule?.document;
  const [first] = document?.entries ?? [];
  if (!document || !first || text.charAt(document.range.start) === '{') return null;
  const id = entryOf(document, 'id');
  if (id) {
    const isEmpty = id.value.range.start === id.value.range.end;
    const range = isEmpty ? { start: id.key.range.end, end: id.range.end } : id.value.range;
    if (id.value.type !== 'scalar') return null;
    return { range, text: isEmpty ? `: ${uuid}` : uuid };
  }
  const title = entryOf(document, 'title');
  const lineEnd = title ? text.indexOf('\n', title.range.end) : -1;
  if (title && lineEnd < 0)
    return { range: { start: text.length, end: text.length }, text: `\nid: ${uuid}\n` };
  const at = title ? lineEnd + 1 : first.range.start;
  return { range: { start: at, end: at }, text: `id: ${uuid}\n` };
}
