// Values of rules in words, and the order that people expect of them.
import type { Logsource } from '../../sigma/index.ts';

const levels = ['critical', 'high', 'medium', 'low', 'informational'];
const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

/** In the order of ATT&CK's matrix. Names that it has given up stand where they stood. */
const tactics = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'stealth',
  'defense-impairment',
  'defense-evasion',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
];

/** 0 is the most severe; what is no level comes last. */
export function levelRank(level: string): number {
  return rankIn(levels, level);
}

export function statusRank(status: string): number {
  return rankIn(statuses, status);
}

export function tacticRank(shortname: string): number {
  return rankIn(tactics, shortname);
}

function rankIn(order: readonly string[], value: string): number {
  const at = order.indexOf(value);
  return at < 0 ? order.length : at;
}

/** `Command and Control` of `command-and-control`. */
export function toTacticName(shortname: string): string {
  return shortname
    .split(/[-_]/)
    .map((word) => (word === 'and' ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
}

export function toLogsourceText({ product, category, service }: Logsource): string {
  return [product, category, service].filter(Boolean).join(' / ');
}

/** What a rule's ATT&CK tags name: tactics in words, then ids of techniques. Other tags are left out. */
export function toTagNames(tags: readonly string[]): readonly string[] {
  const names = { tactics: [] as string[], techniques: [] as string[] };
  for (const tag of tags) {
    const name = /^attack\.(.+)$/i.exec(tag)?.[1]?.toLowerCase().replace(/_/g, '-');
    if (name === undefined) continue;
    if (/^t\d{4}(\.\d{3})?$/.test(name)) names.techniques.push(name.toUpperCase());
    else if (tactics.includes(name)) names.tactics.push(toTacticName(name));
  }
  return [...new Set([...names.tactics, ...names.techniques])];
}
