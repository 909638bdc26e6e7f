import type { Attack } from './attack.ts';
import { tagNamespaces } from './tag-namespaces.ts';

export interface KnownTag {
  /** `attack.t1078`, as the specification spells it. */
  readonly tag: string;
  /** Of what it stands for. */
  readonly name: string;
}

/** Every tag of ATT&CK's present version, and those of other namespaces whose values are a closed list. */
export function knownTags({ tactics, techniques }: Attack): KnownTag[] {
  return [
    ...tactics.map(({ shortname, name }) => ({ tag: `attack.${shortname}`, name })),
    ...techniques.map(({ id, name }) => ({ tag: `attack.${id.toLowerCase()}`, name })),
    ...tagNamespaces.flatMap(({ namespace, title, words = [] }) =>
      words.map((word) => ({ tag: `${namespace}.${word}`, name: title })),
    ),
  ];
}
