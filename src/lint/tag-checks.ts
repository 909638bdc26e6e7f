// One row a check of a single tag. The first that finds something speaks: its mends end in the right spelling anyway.
import { nearestWord } from '../sigma/index.ts';
import type { DiagnosticCode } from '../sigma/index.ts';
import type { Attack } from '../knowledge/attack/attack.ts';
import { decideTactics, readTag } from '../knowledge/attack/read-tag.ts';
import type { Tag, TagMeaning } from '../knowledge/attack/read-tag.ts';
import { tagNamespaces } from '../knowledge/attack/tag-namespaces.ts';
import type { AttackTechnique } from '../knowledge/attack/types.ts';

export interface TagContext {
  readonly attack: Attack;
  /** Live techniques of all tags of the rule, those behind retired ids too. */
  readonly techniques: readonly AttackTechnique[];
}

/** What a check has to say, and the tags that could stand instead, best first. */
export interface TagFinding {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly instead: readonly string[];
}

interface TagCheck {
  readonly code: DiagnosticCode;
  /** null when there is nothing to say. */
  readonly find: (tag: Tag, text: string, context: TagContext) => Omit<TagFinding, 'code'> | null;
}

/** A check of one kind of meaning. */
function ofType<T extends TagMeaning['type']>(
  type: T,
  code: DiagnosticCode,
  say: (
    meaning: Extract<TagMeaning, { type: T }>,
    tag: Tag,
    text: string,
    context: TagContext,
  ) => Omit<TagFinding, 'code'>,
): TagCheck {
  return {
    code,
    find: (tag, text, context) =>
      tag.meaning.type === type
        ? say(tag.meaning as Extract<TagMeaning, { type: T }>, tag, text, context)
        : null,
  };
}

const checks: readonly TagCheck[] = [
  ofType('malformed', 'tag_malformed', (_, __, text, { attack }) => {
    const { meaning, spelled } = readTag(`attack.${text}`, attack);
    const instead = ['technique', 'tactic', 'former_tactic'].includes(meaning.type) ? [spelled] : [];
    return {
      message:
        'A tag is a namespace, a dot and a name, such as `attack.persistence`.' + didYouMean(...instead),
      instead,
    };
  }),
  ofType('unknown_namespace', 'tag_unknown_namespace', (_, { namespace }, text, { attack }) => {
    const names = ['attack', ...tagNamespaces.map((row) => row.namespace)];
    const near = nearestWord(namespace, names);
    const meant = near === null ? null : readTag(near + text.slice(namespace.length), attack);
    const instead = meant && isGood(meant) ? [meant.spelled] : [];
    return {
      message:
        `The specification does not know the namespace \`${shorten(namespace)}\`; it has ${listed(names)}.` +
        didYouMean(...instead),
      instead,
    };
  }),
  ofType('bad_value', 'tag_value', ({ namespace: { namespace, expects, words = [] }, value }) => {
    const near = renamedValues[`${namespace}.${value.toLowerCase()}`] ?? nearestWord(value, words);
    const instead = near ? [`${namespace}.${near}`] : [];
    return {
      message:
        `\`${shorten(value)}\` is not what \`${namespace}\` holds: ${expects}.` + didYouMean(...instead),
      instead,
    };
  }),
  ofType('former_tactic', 'attack_tactic_divided', ({ former }, _, __, { attack, techniques }) => {
    const decided = decideTactics(former, techniques);
    const tags = decided.map(({ shortname }) => `attack.${shortname}`);
    const successors = former.successors.map(({ name }) => name).join(' and ');
    const choice =
      tags.length === 1
        ? `By this rule’s techniques it is \`${tags[0]}\`.`
        : `Write the one that is meant, or both: ${tags.map((tag) => `\`${tag}\``).join(', ')}.`;
    const version = attack.version.replace(/\..*/, '');
    return {
      message: `ATT&CK ${version} has no ${former.name} any more: it became ${successors}. ${choice}`,
      instead: tags,
    };
  }),
  ofType('unknown_tactic', 'attack_tactic_unknown', ({ value }, _, __, { attack, techniques }) => {
    const names = [...attack.tactics, ...attack.formerTactics].map(({ shortname }) => shortname);
    const near = nearestWord(value.replace(/[_ ]/g, '-'), names);
    const former = near === null ? undefined : attack.formerTactic(near);
    const meant = former
      ? decideTactics(former, techniques).map(({ shortname }) => shortname)
      : near
        ? [near]
        : [];
    const instead = meant.map((shortname) => `attack.${shortname}`);
    return {
      message:
        `\`${shorten(value)}\` is no tactic of ATT&CK ${attack.version}, and no id of a technique, group or software.` +
        didYouMean(...instead),
      instead,
    };
  }),
  {
    code: 'attack_technique_retired',
    find: ({ meaning }, _, { attack }) => {
      if (meaning.type !== 'technique' || !meaning.retired) return null;
      const { id, name } = meaning.retired;
      const successor = meaning.technique;
      const top = attack.parent(successor.id);
      const successorName = top ? `${top.name}: ${successor.name}` : successor.name;
      return {
        message: `ATT&CK replaced ${id} ${name} by ${successor.id} ${successorName}: write \`${tagOf(successor.id)}\`.`,
        instead: [tagOf(successor.id)],
      };
    },
  },
  ofType('deprecated_technique', 'attack_technique_deprecated', ({ retired: { id, name } }) => ({
    message: `ATT&CK dropped ${id} ${name} and put nothing in its place: tag the technique that the rule is about now.`,
    instead: [],
  })),
  ofType('unknown_technique', 'attack_technique_unknown', ({ id }, _, __, { attack }) => {
    const top = attack.parent(id);
    const known =
      top &&
      `${top.id} ${top.name} is known, this sub-technique is not: look at the id, or write \`${tagOf(top.id)}\`.`;
    return {
      message: `${id} is no technique of ATT&CK Enterprise ${attack.version}. ${known ?? 'Look at the id.'}`,
      instead: top ? [tagOf(top.id)] : [],
    };
  }),
  {
    code: 'tag_spelling',
    find: ({ spelled }, text) =>
      spelled === text
        ? null
        : {
            message: `Tags are in lower case, with hyphens between words: \`${spelled}\`.`,
            instead: [spelled],
          },
  },
];

/** Values of earlier versions of a scheme. TLP 1 had white where TLP 2 has clear. */
const renamedValues: Readonly<Record<string, string>> = { 'tlp.white': 'clear' };

export function checkTag(tag: Tag, text: string, context: TagContext): TagFinding | null {
  for (const { code, find } of checks) {
    const found = find(tag, text, context);
    if (found) return { code, ...found };
  }
  return null;
}

function isGood({ meaning }: Tag): boolean {
  return ['technique', 'tactic', 'named'].includes(meaning.type);
}

function tagOf(id: string): string {
  return `attack.${id.toLowerCase()}`;
}

function didYouMean(...tags: readonly string[]): string {
  return tags.length > 0 ? ` Did you mean ${tags.map((tag) => `\`${tag}\``).join(' or ')}?` : '';
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
