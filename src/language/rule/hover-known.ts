// What the references say of a place of a rule: a technique by its tag, a field by the API's model.
import type { Attack } from '../../knowledge/attack/attack.ts';
import { readTag } from '../../knowledge/attack/read-tag.ts';
import { say } from '../hover.ts';
import type { Hover, HoverPart } from '../hover.ts';
import { describeField, fieldKnowledge, isCloudTrailSource } from '../fields.ts';
import type { FieldKnowledge } from '../fields.ts';
import { subjectOf } from './operations-of.ts';
import { rulePlaceAt } from './rule-at.ts';

export async function hoverKnown(
  text: string,
  offset: number,
  attack: Attack,
  knowledge: FieldKnowledge = fieldKnowledge,
): Promise<Hover | null> {
  const place = rulePlaceAt(text, offset);
  if (place?.type === 'tag') {
    const parts = aboutTag(place.tag, attack);
    return parts.length > 0 ? { range: place.range, title: place.tag, parts, topic: '' } : null;
  }
  if (place?.type !== 'field') return null;
  const { logsource, operations } = subjectOf(text);
  if (!isCloudTrailSource(logsource)) return null;
  const parts = (await describeField(place.field, operations, knowledge)).map(say);
  return parts.length > 0 ? { range: place.range, title: place.field, parts, topic: '' } : null;
}

function aboutTag(text: string, attack: Attack): HoverPart[] {
  const { meaning } = readTag(text, attack);
  switch (meaning.type) {
    case 'technique': {
      const { technique, retired } = meaning;
      const parent = attack.parent(technique.id);
      const tactics = technique.tactics.map((name) => attack.tactic(name)?.name ?? name);
      const of = parent ? `, of \`${parent.id}\` ${parent.name}` : '';
      return [
        ...(retired ? [say(`\`${retired.id}\` is no longer a technique; another took its place:`)] : []),
        say(`\`${technique.id}\` ${technique.name}${of}.`),
        say(`Tactics: ${tactics.join(', ')}.`),
      ];
    }
    case 'tactic':
      return [say(`\`${meaning.tactic.id}\` ${meaning.tactic.name}, a tactic of ATT&CK ${attack.version}.`)];
    case 'former_tactic': {
      const { name, successors } = meaning.former;
      return [say(`${name} was divided: ${successors.map((tactic) => tactic.name).join(', ')}.`)];
    }
    case 'deprecated_technique':
      return [say(`\`${meaning.retired.id}\` ${meaning.retired.name}: ATT&CK no longer has it.`)];
    default:
      return [];
  }
}
