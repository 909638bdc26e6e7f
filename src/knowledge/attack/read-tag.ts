// What a tag says. Forgiving: every spelling that can mean only one thing is taken for it.
import type { Attack, FormerTactic, RetiredTechnique } from './attack.ts';
import { attackObjectUrl, tagNamespaces, techniqueUrl } from './tag-namespaces.ts';
import type { TagNamespace } from './tag-namespaces.ts';
import type { AttackTactic, AttackTechnique } from './types.ts';

export type TagMeaning =
  | { readonly type: 'tactic'; readonly tactic: AttackTactic }
  | { readonly type: 'former_tactic'; readonly former: FormerTactic }
  /** `retired` is the id that the tag has, when it is not that of `technique`. */
  | {
      readonly type: 'technique';
      readonly technique: AttackTechnique;
      readonly retired: RetiredTechnique | null;
    }
  | { readonly type: 'deprecated_technique'; readonly retired: RetiredTechnique }
  | { readonly type: 'unknown_technique'; readonly id: string }
  | { readonly type: 'unknown_tactic'; readonly value: string }
  /** A group, a CVE…: what has a form, but no table here. */
  | { readonly type: 'named'; readonly url: string }
  | { readonly type: 'bad_value'; readonly namespace: TagNamespace; readonly value: string }
  | { readonly type: 'unknown_namespace' }
  | { readonly type: 'malformed' };

export interface Tag {
  /** In lower case; empty when the tag has none. */
  readonly namespace: string;
  /** The tag as the specification spells it; as it is where that cannot be told. */
  readonly spelled: string;
  readonly meaning: TagMeaning;
}

export function readTag(text: string, attack: Attack): Tag {
  const [, written = '', value = ''] = /^([^.\s]+)\.(\S.*)$/s.exec(text) ?? [];
  const namespace = written.toLowerCase();
  if (namespace === '') return { namespace, spelled: text, meaning: { type: 'malformed' } };
  if (namespace === 'attack') return readAttackTag(value, attack);
  const known = tagNamespaces.find((row) => row.namespace === namespace);
  if (!known) return { namespace, spelled: text, meaning: { type: 'unknown_namespace' } };
  const spelled = known.spell(value);
  return spelled === null
    ? { namespace, spelled: text, meaning: { type: 'bad_value', namespace: known, value } }
    : { namespace, spelled: `${namespace}.${spelled}`, meaning: { type: 'named', url: known.url(spelled) } };
}

function readAttackTag(value: string, attack: Attack): Tag {
  const as = (spelled: string, meaning: TagMeaning): Tag => ({
    namespace: 'attack',
    spelled: `attack.${spelled.toLowerCase()}`,
    meaning,
  });
  const tactic = attack.tactic(value);
  if (tactic) return as(tactic.shortname, { type: 'tactic', tactic });
  const former = attack.formerTactic(value);
  if (former) return as(former.shortname, { type: 'former_tactic', former });
  const [, main, sub] = /^t(\d{4})(?:[._-](\d{3}))?$/i.exec(value) ?? [];
  if (main)
    return as(`t${main}${sub ? `.${sub}` : ''}`, readTechnique(`T${main}${sub ? `.${sub}` : ''}`, attack));
  const url = attackObjectUrl(value);
  if (url !== undefined) return as(value, { type: 'named', url });
  return as(value, { type: 'unknown_tactic', value });
}

function readTechnique(id: string, attack: Attack): TagMeaning {
  const technique = attack.technique(id);
  if (technique) return { type: 'technique', technique, retired: null };
  const retired = attack.retired(id);
  if (retired) {
    const successor = attack.technique(retired.successor);
    return successor
      ? { type: 'technique', technique: successor, retired }
      : { type: 'deprecated_technique', retired };
  }
  // Techniques of the matrix for industrial control systems, which is not in the table.
  if (id.startsWith('T0')) return { type: 'named', url: techniqueUrl(id) };
  return { type: 'unknown_technique', id };
}

/** The tactics that a divided one stands for in a rule: those its techniques are of; all, where none decides. */
export function decideTactics(
  former: FormerTactic,
  techniques: Iterable<AttackTechnique>,
): readonly AttackTactic[] {
  const met = new Set([...techniques].flatMap(({ tactics }) => tactics));
  const decided = former.successors.filter(({ shortname }) => met.has(shortname));
  return decided.length > 0 ? decided : former.successors;
}
