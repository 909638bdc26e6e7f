// Under which tactics the techniques of a rule stand: the one answer for the rule page, the matrix and the layer.
import type { Attack } from './attack.ts';
import { decideTactics, readTag } from './read-tag.ts';
import type { Tag } from './read-tag.ts';
import type { AttackTactic, AttackTechnique } from './types.ts';

export interface PlacedTechnique {
  readonly technique: AttackTechnique;
  /** Index of its tag in the list; the first tag with the live id comes before those with a retired one. */
  readonly tag: number;
  /** The retired id that this tag has; empty otherwise. */
  readonly was: string;
  /** Its tactics that are tagged; all its tactics, where none of them is. */
  readonly tactics: readonly string[];
}

export interface PlacedTags {
  readonly tags: readonly Tag[];
  /** Short names of tagged tactics, with the former tactic that the tag has; empty otherwise. */
  readonly tactics: ReadonlyMap<string, string>;
  readonly techniques: readonly PlacedTechnique[];
}

export function placeTags(texts: readonly string[], attack: Attack): PlacedTags {
  const tags = texts.map((text) => readTag(text, attack));
  const found = new Map<string, { technique: AttackTechnique; tag: number; was: string }>();
  tags.forEach(({ meaning }, tag) => {
    if (meaning.type !== 'technique') return;
    const { technique } = meaning;
    const was = meaning.retired?.id ?? '';
    const known = found.get(technique.id);
    if (!known || (known.was !== '' && was === '')) found.set(technique.id, { technique, tag, was });
  });
  const tactics = taggedTactics(
    tags,
    [...found.values()].map(({ technique }) => technique),
  );
  const techniques = [...found.values()].map(({ technique, tag, was }) => {
    const tagged = technique.tactics.filter((shortname) => tactics.has(shortname));
    return { technique, tag, was, tactics: tagged.length > 0 ? tagged : technique.tactics };
  });
  return { tags, tactics, techniques };
}

function taggedTactics(tags: readonly Tag[], techniques: readonly AttackTechnique[]): Map<string, string> {
  const out = new Map<string, string>();
  const add = ({ shortname }: AttackTactic, was: string) => {
    if (!out.has(shortname) || was === '') out.set(shortname, was);
  };
  for (const { meaning } of tags) {
    if (meaning.type === 'tactic') add(meaning.tactic, '');
    if (meaning.type === 'former_tactic')
      for (const tactic of decideTactics(meaning.former, techniques)) add(tactic, meaning.former.name);
  }
  return out;
}
