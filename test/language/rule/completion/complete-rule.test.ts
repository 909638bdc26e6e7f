import { expect, test } from 'vitest';
import { completeRule, legalModifiers } from '../../../../src/language/rule/completion/complete-rule.ts';
import type { CompletionFacts } from '../../../../src/language/rule/completion/completion.ts';
import { noFacts } from '../../../../src/language/rule/completion/completion.ts';
import { attackEnterprise } from '../../../../src/knowledge/attack/attack-enterprise.ts';
import { knownTags } from '../../../../src/knowledge/attack/known-tags.ts';
import { logsourceWords } from '../../../../src/knowledge/logsource/logsource-words.ts';
import { modifiers } from '../../../../src/sigma/index.ts';
import { compiled, rule } from '../../../_helpers/rule.ts';

const facts: CompletionFacts = {
  events: 3,
  fields: [
    {
      path: 'eventName',
      events: 3,
      values: [
        { text: 'CreateUser', isText: true },
        { text: 'a: *b', isText: true },
      ],
    },
    { path: 'eventSource', events: 3, values: [{ text: 'iam.amazonaws.com', isText: true }] },
    { path: 'userIdentity.arn', events: 1, values: [] },
    { path: 'userIdentity.count', events: 1, values: [{ text: '5', isText: false }] },
    { path: 'odd key: #', events: 1, values: [] },
  ],
  tags: knownTags(attackEnterprise),
  logsources: logsourceWords(),
  words: [
    { path: 'eventName', about: 'The operation that was called.', values: ['CreateUser', 'DeleteUser'] },
    { path: 'requestParameters.userName', about: 'string of CreateUser', values: [] },
  ],
};

const base = `title: t
logsource:
  product: aws
  service: cloudtrail
detection:
  selection_a:
    eventName: x
  selection_b:
    eventSource: y
  filter:
    a: 1
  condition: selection_a
`;

/** `|` is the cursor; `‖` stands for it where the text has pipes. */
function at(marked: string, given: CompletionFacts = facts) {
  const sign = marked.includes('‖') ? '‖' : '|';
  const offset = marked.indexOf(sign);
  const text = marked.replace(sign, '');
  const found = completeRule(text, offset, given);
  return {
    found,
    labels: found?.suggestions.map(({ label }) => label) ?? null,
    take: (label: string) => {
      const chosen = found?.suggestions.find((each) => each.label === label);
      if (!found || !chosen)
        throw new Error(`${label} is not offered, but ${String(found?.suggestions.map((s) => s.label))}`);
      return text.slice(0, found.start) + chosen.insert + text.slice(found.end);
    },
  };
}

test.each([
  ['an empty rule', '|', ['title', 'id']],
  ['a key that is begun', 'lo|', ['logsource']],
  ['a key beside others, which are not offered again', 'title: x\nt|', ['tags']],
  ['a log source', 'logsource:\n  |', ['product', 'service', 'category', 'definition']],
  [
    'a log source that has a product',
    'logsource:\n  product: aws\n  |',
    ['service', 'category', 'definition'],
  ],
  ['a service of a product', 'logsource:\n  product: aws\n  service: |', ['cloudtrail']],
  ['a service above its product', 'logsource:\n  service: |\n  product: aws', ['cloudtrail']],
  ['a log source in braces', 'logsource: { product: aws, service: | }', ['cloudtrail']],
  ['a category of windows', 'logsource:\n  product: windows\n  category: process_c|', ['process_creation']],
  ['a status', 'status: |', ['stable', 'test', 'experimental', 'deprecated', 'unsupported']],
  ['a level', 'level: h|', ['high']],
  ['a level in quotes', "level: 'hi|'", null],
  ['how rules are related', 'related:\n  - id: x\n    type: ob|', ['obsolete']],
  ['a tag by its id', 'tags:\n  - attack.t1078|', ['attack.t1078.001', 'attack.t1078.002']],
  ['a tag by the name', 'tags:\n  - cloud acc|', ['attack.t1078.004']],
  ['a tag at the indent of its key', 'tags:\n- tlp.amber|', ['tlp.amber-strict']],
  ['parts of a detection', 'detection:\n  |', ['selection', 'filter', 'keywords', 'condition']],
  ['a field', 'detection:\n  s:\n    eventS|', ['eventSource']],
  ['a field of a list of mappings', 'detection:\n  s:\n    - eventS|', ['eventSource']],
  ['a field by its inner part', 'detection:\n  s:\n    arn|', ['userIdentity.arn']],
  ['a value', 'detection:\n  s:\n    eventSource: |', ['iam.amazonaws.com']],
  ['a value of a list', 'detection:\n  s:\n    eventSource:\n      - ia|', ['iam.amazonaws.com']],
  ['a value in brackets', 'detection:\n  s:\n    eventSource: [x, |]', ['iam.amazonaws.com']],
  [
    'a value of a list at the indent of its key',
    'detection:\n  s:\n    eventSource:\n    - |',
    ['iam.amazonaws.com'],
  ],
] as const)('%s', (_, marked, labels) => {
  const found = at(marked).labels;
  if (labels === null) expect(found ?? []).toEqual([]);
  else expect(found?.slice(0, labels.length)).toEqual(labels);
});

test.each([
  ['behind a pipe', 'eventName|‖', ['contains', 'startswith', 'endswith']],
  ['of a word that is begun', 'eventName|sta‖', ['startswith']],
  ['behind re', 'eventName|re|‖', ['i', 'm', 's', 'expand', 'cased', 'all', 'neq']],
  ['behind contains', 'eventName|contains|‖', ['windash', 'fieldref', 'expand', 'cased', 'all', 'neq']],
  ['of keywords', "'|‖'", ['contains', 'startswith', 'endswith']],
] as const)('modifiers %s', (_, key, labels) => {
  const found = at(`detection:\n  s:\n    ${key}`).labels;
  expect(found?.slice(0, labels.length)).toEqual(labels);
});

test('a modifier is offered exactly where the matcher takes it', () => {
  const names = Object.keys(modifiers) as (keyof typeof modifiers)[];
  const chains: string[][] = [
    [],
    ...names.map((name) => [name]),
    ['base64'],
    ['re', 'i'],
    ['wide', 'base64offset'],
  ];
  for (const chain of chains) {
    const legal = new Set<string>(legalModifiers('a', chain));
    for (const name of names) {
      const key = ['a', ...chain, name].join('|');
      const { diagnostics } = compiled(rule(`s:\n  ${key}: '1'\ncondition: s`));
      const refused = diagnostics.some(
        ({ code }) => code === 'impossible_modifiers' || code === 'repeated_modifier',
      );
      if (legalModifiers('a', chain.slice(0, -1)).includes(chain.at(-1) as never) || chain.length === 0)
        expect([key, legal.has(name)]).toEqual([key, !refused]);
    }
  }
});

test.each([
  ['at its beginning', 'condition: |', ['selection_a', 'selection_b', 'filter', 'not', '1 of', 'all of']],
  ['behind a part', 'condition: selection_a |', ['and', 'or']],
  [
    'behind and',
    'condition: selection_a and |',
    ['selection_a', 'selection_b', 'filter', 'not', '1 of', 'all of'],
  ],
  ['behind not', 'condition: selection_a and not f|', ['filter']],
  ['behind a quantifier', 'condition: 1 |', ['of']],
  ['behind of', 'condition: all of |', ['them', 'selection_*', 'selection_a', 'selection_b', 'filter']],
  ['inside parentheses', 'condition: (f|)', ['filter']],
  ['in quotes', "condition: 'selection_a a|'", ['and']],
  ['in a list', 'condition:\n    - f|', ['filter']],
] as const)('a condition %s', (_, line, labels) => {
  expect(at(base.replace('condition: selection_a', line)).labels).toEqual(labels);
});

test('what is taken stands as the rule needs it', () => {
  expect(at('detection:\n  s:\n    eventN|').take('eventName')).toBe('detection:\n  s:\n    eventName');
  expect(at('detection:\n  s:\n    eventName|').take('eventName:')).toBe('detection:\n  s:\n    eventName: ');
  expect(at('detection:\n  s:\n    eventName|').take('eventName|contains')).toBe(
    'detection:\n  s:\n    eventName|contains',
  );
  expect(at('detection:\n  s:\n    eventName|con‖').take('contains')).toBe(
    'detection:\n  s:\n    eventName|contains',
  );
  expect(at('detection:\n  s:\n    eventName|contains‖').take('contains|all')).toBe(
    'detection:\n  s:\n    eventName|contains|all',
  );
  // The rest of the word behind the cursor goes, what follows stays.
  expect(at('detection:\n  s:\n    eventName|star‖endswith: x').take('startswith')).toBe(
    'detection:\n  s:\n    eventName|startswith: x',
  );
  expect(at('detec|').take('detection')).toBe('detection:\n  ');
  expect(at('ta|').take('tags')).toBe('tags:\n  - ');
  expect(at('leve|: low').take('level')).toBe('level: low');
  // Characters that mean something to YAML or to Sigma lose it.
  expect(at('detection:\n  s:\n    od|').take('odd key: #')).toBe("detection:\n  s:\n    'odd key: #'");
  expect(at('detection:\n  s:\n    eventName: |').take('a: *b')).toBe(
    "detection:\n  s:\n    eventName: 'a: \\*b'",
  );
  expect(at('detection:\n  s:\n    eventName: "a|"').take('a: *b')).toBe(
    'detection:\n  s:\n    eventName: "a: \\\\*b"',
  );
  expect(at("detection:\n  s:\n    eventName: 'Cre|ate'").take('CreateUser')).toBe(
    "detection:\n  s:\n    eventName: 'CreateUser'",
  );
  expect(at('detection:\n  s:\n    userIdentity.count: |').take('5')).toBe(
    'detection:\n  s:\n    userIdentity.count: 5',
  );
});

test('a second selection gets another name', () => {
  expect(at('detection:\n  selection:\n    a: 1\n  se|').labels).toEqual(['selection_']);
});

test.each([
  ['a comment', '# lo|'],
  ['a comment behind a value', 'level: low # h|'],
  ['a title', 'title: s|'],
  ['a text of several lines', 'description: |\n  lev‖'],
  ['a text in quotes over lines', 'title: "a\n  lev|'],
  ['behind a pipe that nothing can follow', 'detection:\n  s:\n    a|exists|‖: true'],
  ['a value of an expression', 'detection:\n  s:\n    eventSource|re: ‖'],
  ['a field that no event has', 'detection:\n  s:\n    none: |'],
] as const)('nothing in %s', (_, marked) => {
  expect(at(marked.includes('‖') ? marked : marked).labels ?? []).toEqual([]);
});

test('after a text of several lines, keys come again', () => {
  expect(at('description: |\n  text\nlev‖').labels).toEqual(['level']);
});

test('the second document of a text is a rule of its own', () => {
  expect(at('title: a\nlevel: low\n---\nlev|').labels).toEqual(['level']);
});

test('a word that is whole asks nobody', () => {
  expect(at(base.replace('selection_a\n', 'filter|\n')).found?.isWhole).toBe(true);
  expect(at('level: high|').found?.isWhole).toBe(true);
  expect(at('level: hig|').found?.isWhole).toBe(false);
  // But a field goes on.
  expect(at('detection:\n  s:\n    eventName|').found?.isWhole).toBe(false);
});

test('names of prototypes are no words', () => {
  for (const text of [
    'constructor: |',
    '__proto__: |',
    'logsource:\n  product: constructor\n  service: |',
    'toString:\n  - |',
  ])
    expect(at(text).labels ?? []).toEqual([]);
});

test('no text makes it throw, wherever the cursor stands, and what it replaces holds the cursor', () => {
  const texts = [
    base,
    "a: 'b\n- c: [d, {e: f\n\t- x\n--- z\n? |\n: &a *b !!c\n\ud800",
    'detection:\n  s: {a|b: "c\\", d: [',
    '- - - a: b\n  - c\n -',
    '\n\n   \n',
    '---\n---\n---',
    'a:'.repeat(2000),
    '|'.repeat(3000),
  ];
  for (const text of texts)
    for (let offset = 0; offset <= text.length; offset += text.length > 1000 ? 97 : 1) {
      const found = completeRule(text, offset, facts);
      if (!found) continue;
      expect(found.start).toBeLessThanOrEqual(offset);
      expect(found.end).toBeGreaterThanOrEqual(offset);
    }
});

test('a text too long to look through gets nothing, at once', () => {
  const long = `detection:\n${'  a: b\n'.repeat(40_000)}lev`;
  const before = performance.now();
  expect(completeRule(long, long.length, noFacts)).toBeNull();
  expect(performance.now() - before).toBeLessThan(50);
});

test('fields and values of the API’s model follow those of the events', () => {
  const fields = at('detection:\n  s:\n    userN|').labels;
  expect(fields).toContain('requestParameters.userName');
  const values = at('detection:\n  s:\n    eventName: |').labels;
  expect(values).toEqual(['CreateUser', 'a: *b', 'DeleteUser']);
  expect(at('detection:\n  s:\n    requestParameters.userName‖').labels).toContain(
    'requestParameters.userName|contains',
  );
});
