// Diagnostics about the tags of a rule.
import { diagnostic } from '../sigma/index.ts';
import type { Diagnostic, Fix, PlacedText, RuleMetadata } from '../sigma/index.ts';
import type { Attack } from '../knowledge/attack/attack.ts';
import { readTag } from '../knowledge/attack/read-tag.ts';
import type { Tag } from '../knowledge/attack/read-tag.ts';
import { checkTag } from './tag-checks.ts';
import { removeEntry, replaceScalar } from './scalar-edits.ts';

/** `text` is the rule text that the ranges of `metadata` are offsets of. */
export function lintTags({ tags }: Pick<RuleMetadata, 'tags'>, attack: Attack, text: string): Diagnostic[] {
  const read = tags.map((tag) => readTag(tag.text, attack));
  const techniques = read.flatMap(({ meaning }) => (meaning.type === 'technique' ? [meaning.technique] : []));
  const keepers = keepersOf(tags, read);
  return tags.flatMap((tag, index): Diagnostic[] => {
    const own = read[index];
    if (!own) return [];
    const isElsewhere = (wanted: string) => (keepers.get(wanted) ?? index) !== index;
    const found = checkTag(own, tag.text, { attack, techniques });
    if (found) {
      const fixes = found.instead.flatMap((wanted) => mend(text, tag, wanted, isElsewhere(wanted)));
      return [diagnostic(found.code, tag.range, found.message, fixes)];
    }
    if (!isElsewhere(tag.text)) return [];
    return [
      diagnostic(
        'tag_duplicate',
        tag.range,
        `\`${tag.text}\` is tagged already: once is enough.`,
        mend(text, tag, tag.text, true),
      ),
    ];
  });
}

/** Which tag stays of those that say the same: one that is right as it is, else the first. By the right text. */
function keepersOf(tags: readonly PlacedText[], read: readonly Tag[]): ReadonlyMap<string, number> {
  const keepers = new Map<string, number>();
  const right = new Map<string, number>();
  read.forEach((tag, index) => {
    const target = targetOf(tag);
    if (!keepers.has(target)) keepers.set(target, index);
    if (tags[index]?.text === target && !right.has(target)) right.set(target, index);
  });
  return new Map([...keepers, ...right]);
}

/** What the tag should be. */
function targetOf({ meaning, spelled }: Tag): string {
  return meaning.type === 'technique' ? `attack.${meaning.technique.id.toLowerCase()}` : spelled;
}

function mend(text: string, tag: PlacedText, wanted: string, isElsewhere: boolean): Fix[] {
  const edit = isElsewhere ? removeEntry(text, tag) : replaceScalar(text, tag, wanted);
  if (!edit) return [];
  const title = isElsewhere ? `Remove \`${tag.text}\`: \`${wanted}\` is tagged` : `Change to \`${wanted}\``;
  return [{ title, edits: [edit] }];
}
