// The namespaces of the specification's tag appendix besides ATT&CK's own techniques and tactics.
// Spec: Sigma 2.1.0, appendix tags.

export interface TagNamespace {
  readonly namespace: string;
  readonly title: string;
  /** What a value looks like, for the reader of a message. */
  readonly expects: string;
  /** Values, where they are a closed list. */
  readonly words?: readonly string[];
  /** The value as the appendix spells it; null when it is none. */
  spell(value: string): string | null;
  /** Its public page, for a value so spelled; empty where there is none. */
  url(value: string): string;
}

function pattern(regex: RegExp, print: (groups: readonly string[]) => string) {
  return (value: string): string | null => {
    const found = regex.exec(value);
    return found ? print(found) : null;
  };
}

function oneOf(words: readonly string[]) {
  return (value: string): string | null => {
    const spelled = value.toLowerCase().replace(/[_ +]/g, '-');
    return words.includes(spelled) ? spelled : null;
  };
}

const detectionTypes = ['dfir', 'emerging-threats', 'threat-hunting'];
const tlpLevels = ['red', 'amber', 'amber-strict', 'green', 'clear'];
/** The appendix has no `restore`, which D3FEND added. */
const d3fendTactics = ['model', 'harden', 'detect', 'isolate', 'deceive', 'evict', 'restore'];

/** The case of an artifact's name is a part of it: `d3f-WindowsNtOpenFile`. */
function spellD3fend(value: string): string | null {
  const artifact = /^d3f[-:_]([a-z][a-z0-9]*)$/i.exec(value);
  if (artifact) return `d3f-${artifact[1]}`;
  const technique = /^d3[-_]([a-z0-9]+)$/i.exec(value);
  return technique ? `d3-${technique[1]?.toLowerCase()}` : oneOf(d3fendTactics)(value);
}

/** Technique pages have the technique's name in their address, which the tag does not tell. */
function d3fendUrl(value: string): string {
  const site = 'https://d3fend.mitre.org';
  if (value.startsWith('d3f-')) return `${site}/dao/artifact/d3f:${value.slice(4)}/`;
  if (value.startsWith('d3-')) return '';
  return `${site}/tactic/d3f:${value.slice(0, 1).toUpperCase()}${value.slice(1)}/`;
}

export const tagNamespaces: readonly TagNamespace[] = [
  {
    namespace: 'car',
    title: 'Cyber Analytics Repository',
    expects: 'an analytic such as `car.2016-04-005`',
    spell: pattern(
      /^(?:car-)?(\d{4})[-_.](\d{2})[-_.](\d{3})$/i,
      ([, year, month, n]) => `${year}-${month}-${n}`,
    ),
    url: (value) => `https://car.mitre.org/analytics/CAR-${value}/`,
  },
  {
    namespace: 'cve',
    title: 'CVE',
    expects: 'a CVE id such as `cve.2021-44228`',
    spell: pattern(/^(?:cve[-_.])?(\d{4})[-_.](\d{4,19})$/i, ([, year, n]) => `${year}-${n}`),
    url: (value) => `https://www.cve.org/CVERecord?id=CVE-${value}`,
  },
  {
    namespace: 'd3fend',
    title: 'D3FEND',
    expects:
      'a technique such as `d3fend.d3-am`, an artifact such as `d3fend.d3f-WindowsNtOpenFile`, or a tactic',
    spell: spellD3fend,
    url: d3fendUrl,
  },
  {
    namespace: 'detection',
    title: 'Detection type',
    expects: 'a type of rule: `dfir`, `emerging-threats` or `threat-hunting`',
    words: detectionTypes,
    spell: oneOf(detectionTypes),
    url: () => '',
  },
  {
    namespace: 'stp',
    title: 'Summiting the Pyramid',
    expects: 'a robustness from 1 to 5, alone or with `a`, `u` or `k`: `stp.4`, `stp.3k`',
    spell: pattern(/^([1-5])([auk]?)$/i, ([, level, kind]) => `${level}${kind?.toLowerCase()}`),
    url: () => 'https://center-for-threat-informed-defense.github.io/summiting-the-pyramid/levels/',
  },
  {
    namespace: 'tlp',
    title: 'Traffic Light Protocol',
    expects: 'a level: `red`, `amber`, `amber-strict`, `green` or `clear`',
    words: tlpLevels,
    spell: oneOf(tlpLevels),
    url: () => 'https://www.first.org/tlp/',
  },
];

/** What ATT&CK has besides techniques and tactics: the letters of an id, and the folder of its page. */
const attackObjects: Readonly<Record<string, string>> = {
  g: 'groups',
  s: 'software',
  c: 'campaigns',
  m: 'mitigations',
  a: 'assets',
  ds: 'datasources',
  dc: 'datacomponents',
};

/** The page of a group, a software, a data source…; undefined when the value is no such id. */
export function attackObjectUrl(value: string): string | undefined {
  const [, letters = '', digits = ''] = /^([a-z]{1,2})(\d{4})$/i.exec(value) ?? [];
  const folder = Object.hasOwn(attackObjects, letters.toLowerCase())
    ? attackObjects[letters.toLowerCase()]
    : '';
  return folder ? `https://attack.mitre.org/${folder}/${letters.toUpperCase()}${digits}/` : undefined;
}

export function techniqueUrl(id: string): string {
  return `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
}

export function tacticUrl(id: string): string {
  return `https://attack.mitre.org/tactics/${id}/`;
}
