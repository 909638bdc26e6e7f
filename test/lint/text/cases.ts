// For each check of the text: a rule that is wrong, what is marked in it and how it reads after each fix, and one that
// is right.
import type { LintCode } from '../../../src/sigma/index.ts';

export interface TextCase {
  readonly code: LintCode;
  readonly bad: string;
  /** What is marked. */
  readonly at: string;
  /** A line of the rule after each fix; null for one that is gone. */
  readonly fixed?: readonly string[];
  readonly good: string;
  /** Of the file; for conventions of its name. */
  readonly path?: string;
}

const logsource = 'logsource:\n    category: test\n';
const detection = 'detection:\n    selection:\n        A: x\n    condition: selection\n';
/** A rule that says what it says in these lines, and finds something. */
export const says = (...lines: readonly string[]): string =>
  `title: A Rule\n${lines.map((line) => `${line}\n`).join('')}${logsource}${detection}`;
/** A rule of one selection. */
export const finds = (...lines: readonly string[]): string => on('category: test', ...lines);
export const on = (source: string, ...lines: readonly string[]): string =>
  `title: A Rule\nlogsource: {${source}}\ndetection:\n    selection:\n${lines.map((line) => `        ${line}\n`).join('')}    condition: selection\n`;
export const when = (condition: string, ...names: readonly string[]): string =>
  `title: A Rule\n${logsource}detection:\n${names.map((name) => `    ${name}:\n        A: x\n`).join('')}    condition: ${condition}\n`;

const id = '929a690e-bef0-4204-a928-ef5e620d6fcc';
const other = '5f1abf38-5f1a-4f1a-8f1a-5f1abf385f1a';
const filter = (...lines: readonly string[]): string =>
  `title: F\n${lines.map((line) => `${line}\n`).join('')}${logsource}filter:\n    rules: [${id}]\n    selection:\n        A: x\n    condition: not selection\n`;
const ads = (...lines: readonly string[]): string =>
  says(
    'description: What it finds, and why.',
    'tags: [attack.persistence]',
    'falsepositives: [Unknown]',
    'level: low',
    ...['strategy', 'technical_context', 'blind_spots', 'validation'].map(
      (name) => `rsigma.ads.${name}: A text`,
    ),
    ...lines,
  );

export const textCases: readonly TextCase[] = [
  {
    code: 'key_case',
    bad: says('Level: low'),
    at: 'Level',
    fixed: ['level: low'],
    good: says('level: low'),
  },
  {
    code: 'key_case',
    bad: finds('A: x').replace('condition:', 'Condition:'),
    at: 'Condition',
    fixed: ['    condition: selection'],
    good: when('Selection', 'Selection'),
  },
  {
    code: 'key_case',
    bad: says('"Level": low', 'level: high'),
    at: '"Level"',
    good: says('level: high'),
  },
  {
    code: 'key_unknown',
    bad: says('descripton: What it finds.'),
    at: 'descripton',
    fixed: ['description: What it finds.'],
    good: says('ticket: 1234', 'rsigma.exemplars: []'),
  },
  {
    code: 'key_unknown',
    bad: on('prodcut: aws', 'A: x'),
    at: 'prodcut',
    fixed: ['logsource: {product: aws}'],
    good: on('product: aws, definition: A trail of data events', 'A: x'),
  },
  {
    code: 'condition_outdented',
    bad: `title: A Rule\n${logsource}detection:\n    selection:\n        A: x\ncondition: |\n  selection\nlevel: low\n`,
    at: 'condition',
    fixed: ['    condition: |'],
    good: finds('A: x'),
  },
  {
    code: 'condition_outdented',
    bad: `title: A Rule\n${logsource}detection:\nselection:\n    A: x\n\ncondition: selection`,
    at: 'condition',
    fixed: ['        A: x'],
    good: says('condition: none'),
  },
  {
    code: 'metadata_type',
    bad: says('tags: attack.persistence'),
    at: 'tags',
    fixed: ['    - attack.persistence'],
    good: says('tags: [attack.persistence]'),
  },
  {
    code: 'metadata_type',
    bad: says('title: [a, b]').replace('title: A Rule\n', ''),
    at: 'title',
    good: says('date: 2024-01-01', 'author: [a, b]'),
  },
  {
    code: 'metadata_empty',
    bad: says('description:'),
    at: 'description',
    good: says('description: What it finds.', 'ticket:'),
  },
  {
    code: 'metadata_too_long',
    bad: says(`name: ${'n'.repeat(257)}`),
    at: 'n'.repeat(257),
    good: says(`name: ${'n'.repeat(256)}`, `description: ${'d'.repeat(65_535)}`),
  },
  {
    code: 'metadata_too_long',
    bad: says(`description: ${'d'.repeat(65_536)}`),
    at: 'd'.repeat(65_536),
    good: says(`taxonomy: ${'𝒯'.repeat(256)}`),
  },
  {
    code: 'title_empty',
    bad: says().replace('A Rule', "''"),
    at: 'title',
    good: says(),
  },
  {
    code: 'status_value',
    bad: says('status: experimnetal'),
    at: 'experimnetal',
    fixed: ['status: experimental'],
    good: says('status: test'),
  },
  {
    code: 'level_value',
    bad: says("level: 'High'"),
    at: "'High'",
    fixed: ["level: 'high'"],
    good: says('level: high'),
  },
  { code: 'level_value', bad: says('level: 42'), at: '42', good: says('level: critical') },
  {
    code: 'date_format',
    bad: says('date: 2024/3/1'),
    at: '2024/3/1',
    fixed: ['date: 2024-03-01'],
    good: says('date: 2024-02-29', "modified: '2024-03-01'"),
  },
  {
    code: 'date_format',
    bad: says('modified: 2023-02-29'),
    at: '2023-02-29',
    good: says('date: 2023-02-28'),
  },
  {
    code: 'modified_before_date',
    bad: says('date: 2024-03-02', 'modified: 2024-03-01'),
    at: '2024-03-01',
    good: says('date: 2024-03-02', 'modified: 2024-03-02'),
  },
  { code: 'id_not_uuid', bad: says('id: rule-1'), at: 'rule-1', good: says(`id: ${id}`) },
  {
    code: 'sigma_version_unknown',
    bad: says('sigma-version: 4'),
    at: '4',
    good: says('sigma-version: 2.1.0'),
  },
  {
    code: 'entry_duplicate',
    bad: says(
      'references:',
      '    - https://a.example',
      '    - https://b.example',
      '    - https://a.example  # twice',
    ),
    at: 'https://a.example',
    fixed: ['    - https://b.example'],
    good: says('references: [https://a.example, https://b.example]'),
  },
  {
    code: 'entry_too_short',
    bad: says("falsepositives: ['-']"),
    at: "'-'",
    good: says('falsepositives: [No]', 'scope: [DC]'),
  },
  {
    code: 'related_incomplete',
    bad: says('related:', `    - id: ${id}`),
    at: `id: ${id}`,
    good: says('related:', `    - id: ${id}`, '      type: derived'),
  },
  {
    code: 'related_id',
    bad: says('related:', '    - id: rule-1', '      type: derived'),
    at: 'rule-1',
    good: says('related:', `    - id: ${id}`, '      type: similar'),
  },
  {
    code: 'related_type',
    bad: says('related:', `    - id: ${id}`, '      type: obsoletes'),
    at: 'obsoletes',
    fixed: ['      type: obsolete'],
    good: says('related:', `    - id: ${id}`, '      type: obsolete'),
  },
  {
    code: 'related_self',
    bad: says(`id: ${other}`, 'related:', `    - id: ${other.toUpperCase()}`, '      type: derived'),
    at: other.toUpperCase(),
    good: says(`id: ${id}`, 'related:', `    - id: ${other}`, '      type: derived'),
  },
  {
    code: 'deprecated_without_related',
    bad: says('status: deprecated'),
    at: 'deprecated',
    good: says('status: deprecated', 'related:', `    - id: ${id}`, '      type: similar'),
  },
  {
    code: 'filter_has_level',
    bad: filter('level: low  # of the rules'),
    at: 'level',
    fixed: ['title: F'],
    good: filter(),
  },
  {
    code: 'filter_has_status',
    bad: filter('status: test'),
    at: 'status',
    fixed: ['title: F'],
    good: says('status: test'),
  },
  {
    code: 'ads_section_missing',
    bad: ads(),
    at: 'rsigma.ads.strategy',
    good: ads('rsigma.ads.response: Call the owner.'),
  },
  {
    code: 'ads_section_missing',
    bad: says('custom_attributes:', '    rsigma.ads.goal: Finds it.'),
    at: 'rsigma.ads.goal',
    good: says('custom_attributes:', '    rsigma.ads.exempt: true', '    rsigma.ads.goal: Finds it.'),
  },
  {
    code: 'ads_section_empty',
    bad: ads('rsigma.ads.response: []'),
    at: 'rsigma.ads.response',
    good: ads('rsigma.ads.response: [Call the owner.]'),
  },
  {
    code: 'ads_section_unknown',
    bad: ads('rsigma.ads.respons: Call the owner.'),
    at: 'rsigma.ads.respons',
    fixed: ['rsigma.ads.response: Call the owner.'],
    good: ads('rsigma.ads.response: Call the owner.'),
  },
  {
    code: 'id_repeated',
    bad: `${says(`id: ${id}`)}---\n${says(`id: ${id.toUpperCase()}`).replace('A Rule', 'B')}`,
    at: id.toUpperCase(),
    good: `${says(`id: ${id}`)}---\n${says(`id: ${other}`).replace('A Rule', 'B')}`,
  },
  {
    code: 'title_repeated',
    bad: `${says()}---\n${says().replace('A Rule', 'a rule')}`,
    at: 'a rule',
    good: `${says()}---\n${says().replace('A Rule', 'Another')}`,
  },
  {
    code: 'sigma_version_mixed',
    bad: `${says('sigma-version: 2')}---\n${says('sigma-version: 3').replace('A Rule', 'B')}`,
    at: '3',
    good: `${says('sigma-version: 2')}---\n${says('sigma-version: 2.1').replace('A Rule', 'B')}`,
  },
  {
    code: 'double_wildcard',
    bad: finds("A: 'x**y***z'"),
    at: "'x**y***z'",
    fixed: ["        A: 'x*y*z'"],
    good: finds("A: 'x*y\\**z'", "B|re: 'x**'"),
  },
  {
    code: 'wildcard_redundant',
    bad: finds("A|contains: ['*x*y*', ' z']"),
    at: "'*x*y*'",
    fixed: ["        A|contains: ['x*y', ' z']"],
    good: finds("A|startswith: '*x'", "B|endswith: 'x*'", "C|contains: 'x\\*'", "D|contains: '*'"),
  },
  {
    code: 'wildcards_for_modifier',
    bad: finds('A: [\'*x y*\', "*z*"]'),
    at: 'A',
    fixed: ['        A|contains: [\'x y\', "z"]'],
    good: finds("A: ['*x', 'x*']", "B: '*x*y*'", "C: 'x\\*'", 'D: x', "E: '*'"),
  },
  {
    code: 'wildcards_for_modifier',
    bad: finds("A|cased: '*\\x'"),
    at: 'A|cased',
    fixed: ["        A|endswith|cased: '\\x'"],
    good: finds("A|endswith|cased: '\\x'"),
  },
  {
    code: 'wildcards_for_modifier',
    bad: finds("A: '*x*'", 'A|contains: y'),
    at: 'A',
    good: finds('A|contains: y'),
  },
  {
    code: 'wildcards_for_modifier',
    bad: finds('A: true*'),
    at: 'A',
    good: finds('A: true'),
  },
  {
    code: 'wildcard_escaped',
    bad: finds("A: 'C:\\Temp\\*'"),
    at: "'C:\\Temp\\*'",
    fixed: ["        A: 'C:\\Temp\\\\*'"],
    good: finds("A: 'C:\\Temp\\\\*'", "B: 'a\\*b'", "C: '\\\\?\\\\?\\\\C:'", "D|re: 'C:\\\\Temp\\*'"),
  },
  {
    code: 'value_is_everything',
    bad: finds("A: '*'"),
    at: "'*'",
    fixed: ['        A|exists: true'],
    good: finds("A: '\\*'", "B: ['*', x]", "C|re: '*'", "D|neq: '*'"),
  },
  {
    code: 'leading_zero',
    bad: finds('A: 089912345678'),
    at: '089912345678',
    fixed: ["        A: '089912345678'"],
    good: finds("A: '089912345678'", 'B: 0', 'C: 0.9', 'D: 123456789012'),
  },
  {
    code: 'number_imprecise',
    bad: finds('A: 9007199254740993'),
    at: '9007199254740993',
    fixed: ["        A: '9007199254740993'"],
    good: finds('A: 9007199254740991', "B: '9007199254740993'", 'C: 9007199254740992', 'D: 0.5'),
  },
  {
    code: 'value_control_character',
    bad: finds('A: "C:\\temp"'),
    at: '"C:\\temp"',
    fixed: ["        A: 'C:\\temp'"],
    good: finds('A: "C:\\\\temp"', "B: 'C:\\temp'", 'C|re: "a\\tb"'),
  },
  {
    code: 'value_control_character',
    bad: finds('A: |', '    x'),
    at: '|\n            x\n',
    fixed: ['        A: |-'],
    good: finds('A: |-', '    x'),
  },
  {
    code: 'regex_not_portable',
    bad: finds("A|re: '^(?!x).*[(?=]$'"),
    at: "'^(?!x).*[(?=]$'",
    good: finds("A|re: ['[(?=]', '\\\\(\\?!x', '(?:a|b)+', 'a+?', '[]+]+']"),
  },
  {
    code: 'regex_not_portable',
    bad: finds("A|re: '(a)\\1'"),
    at: "'(a)\\1'",
    good: finds("A|re: '(a)\\\\1'"),
  },
  {
    code: 'all_without_contains',
    bad: finds('A|all: [x, y]'),
    at: 'A|all',
    good: finds('A|contains|all: [x, y]', "B|all: ['*x', 'y*']", "'|all': [x, y]"),
  },
  {
    code: 'them_of_one',
    bad: when('1 of them', 'selection', '_helper'),
    at: '1 of them',
    fixed: ['    condition: selection'],
    good: when('1 of them', 'selection', 'another'),
  },
  {
    code: 'logsource_case',
    bad: on('product: Windows, service: Sysmon', 'A: x').replace('Sysmon', 'sysmon'),
    at: 'Windows',
    fixed: ['logsource: {product: windows, service: sysmon}'],
    good: on('product: windows, service: sysmon', 'A: x'),
  },
  {
    code: 'logsource_generic',
    bad: on('product: windows, service: sysmon', 'EventID: 1'),
    at: 'service: sysmon',
    fixed: ['logsource: {product: windows, category: process_creation}'],
    good: on('product: windows, service: sysmon', 'EventID: [1, 3]'),
  },
  {
    code: 'field_not_in_taxonomy',
    bad: on('product: windows, category: process_creation', 'Commandline: x'),
    at: 'Commandline',
    fixed: ['        CommandLine: x'],
    good: on('product: windows, category: process_creation', 'CommandLine: x', 'EventID: 1'),
  },
];

const full = (...lines: readonly string[]): string =>
  [
    'title: A Rule',
    `id: ${id}`,
    'status: test',
    'description: Detects what is to be found.',
    'references: [https://a.example]',
    'author: A',
    'date: 2024-01-01',
    'tags: [attack.persistence]',
    'logsource: {category: test}',
    'detection: {selection: {A: x}, condition: selection}',
    'falsepositives: [Unknown]',
    'level: low',
    ...lines,
    '',
  ].join('\n');
const titled = (title: string): string => full().replace('A Rule', title);
const instead = (from: string, to: string): string => full().replace(from, to);
const named = 'rules/windows/process_creation/proc_creation_win_a_rule.yml';
const windows = instead('{category: test}', '{product: windows, category: process_creation}');

/** The same for conventions. */
export const conventionCases: readonly TextCase[] = [
  { code: 'convention_missing_key', bad: says(), at: 'title', good: full() },
  {
    code: 'convention_key_order',
    bad: instead('author: A\ndate: 2024-01-01', 'date: 2024-01-01\nauthor: A'),
    at: 'author',
    good: full('ticket: 1'),
  },
  { code: 'convention_custom_key', bad: full('ticket: 1'), at: 'ticket', good: full('simulation: []') },
  {
    code: 'convention_title_length',
    bad: titled('T'.repeat(111)),
    at: 'T'.repeat(111),
    good: titled('T'.repeat(110)),
  },
  {
    code: 'convention_title_form',
    bad: titled('A Rule.'),
    at: 'A Rule.',
    fixed: ['title: A Rule'],
    good: titled('Detection Engineering'),
  },
  {
    code: 'convention_title_form',
    bad: titled('Detects Rules'),
    at: 'Detects Rules',
    good: titled('Rules...'),
  },
  {
    code: 'convention_title_case',
    bad: titled('A rule of Thumb'),
    at: 'A rule of Thumb',
    good: titled('Use of cmd.exe via "net use" - eBPF'),
  },
  {
    code: 'convention_description_length',
    bad: instead('Detects what is to be found.', 'Finds it.'),
    at: 'Finds it.',
    good: full(),
  },
  {
    code: 'convention_description_link',
    bad: instead('Detects what', 'Detects https://a.example what'),
    at: 'Detects https://a.example what is to be found.',
    good: full(),
  },
  {
    code: 'convention_false_positive',
    bad: instead('[Unknown]', '[ligitimate use]'),
    at: 'ligitimate use',
    fixed: ['falsepositives: [Legitimate use]'],
    good: instead('[Unknown]', '[aws-cli in scripts, 3rd party tools]'),
  },
  {
    code: 'convention_false_positive',
    bad: instead('[Unknown]', '[None]'),
    at: 'None',
    good: instead('[Unknown]', '[Nonetheless rare]'),
  },
  {
    code: 'convention_reference',
    bad: instead('https://a.example', 'https://attack.mitre.org/techniques/T1525/'),
    at: 'https://attack.mitre.org/techniques/T1525/',
    good: instead('https://a.example', 'https://attack.mitre.org/software/S0002/'),
  },
  {
    code: 'convention_reference',
    bad: instead('https://a.example', 'https://github.com/a/b/blob/main/c.md'),
    at: 'https://github.com/a/b/blob/main/c.md',
    good: instead(
      'https://a.example',
      'https://github.com/a/b/blob/0123456789abcdef0123456789abcdef01234567/c.md',
    ),
  },
  {
    code: 'convention_them',
    bad: instead('condition: selection', 'condition: all of them'),
    at: 'all of them',
    good: instead('condition: selection', 'condition: all of selection*'),
  },
  {
    code: 'convention_number_quoted',
    bad: instead('{A: x}', "{A: '4624'}"),
    at: "'4624'",
    fixed: ['detection: {selection: {A: 4624}, condition: selection}'],
    good: instead('{A: x}', "{A: 4624, B: '0123', C|contains: '12', D: '111122223333'}"),
  },
  {
    code: 'convention_file_name',
    bad: windows,
    path: 'proc_creation_win_A-rule.yml',
    at: 'title',
    good: windows,
  },
  {
    code: 'convention_file_prefix',
    bad: windows,
    path: 'win_a_rule_that_finds.yml',
    at: 'title',
    good: windows,
  },
].map((each): TextCase => ({ path: named, ...each }) as TextCase);
