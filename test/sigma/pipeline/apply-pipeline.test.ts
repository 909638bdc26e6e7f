import { describe, expect, test } from 'vitest';
import { compileRule, explain, match } from '../../../src/sigma/matcher.ts';
import type { DetectionRule, EventValue, Verdict } from '../../../src/sigma/matcher.ts';
import { applyPipeline } from '../../../src/sigma/pipeline/apply-pipeline.ts';
import { readPipeline } from '../../../src/sigma/matcher.ts';
import { firstRule, itemsOf, marked, rule as ruleOf } from '../../_helpers/rule.ts';
import { yaml } from '../../_helpers/yaml.ts';

const processRule = yaml`
  title: Whoami
  level: high
  tags: [attack.discovery]
  logsource: {product: windows, category: process_creation}
  detection:
    selection:
      Image|endswith: whoami.exe
      User: SYSTEM
    filter:
      ParentImage|contains: Agent
    condition: selection and not filter
`;

function read(items: string) {
  return readPipeline(`name: p\ntransformations:\n${items.replace(/^/gm, '  ')}\n`);
}

function applied(items: string, text = processRule) {
  const pipeline = read(items);
  expect(pipeline.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return applyPipeline(firstRule(text), pipeline);
}

function itemsAfter(items: string, text = processRule) {
  return itemsOf(explain(compileRule(applied(items, text).rule), {}));
}

/** `field: value`, one each of the detection items. */
function said(items: string, text = processRule): string[] {
  return itemsAfter(items, text).map(
    ({ field, values }) => `${field}: ${values.map((value) => value.text).join(', ')}`,
  );
}

function verdictOf(rule: DetectionRule, event: EventValue): Verdict {
  return match(compileRule(rule), event);
}

/** Whether an item that is applied under a condition was. */
function isMet(conditions: string, before = '', text = processRule): boolean {
  const item = `- type: field_name_prefix\n  prefix: p.\n${conditions.replace(/^/gm, '  ')}`;
  return itemsAfter(before + item, text).some(({ field }) => field?.startsWith('p.'));
}

describe('names of fields', () => {
  const prefix = '- type: field_name_prefix\n  prefix: p.\n  field_name_conditions:\n    - type: ';
  test.each([
    ['a mapping', '- type: field_name_mapping\n  mapping: {Image: exe}', ['exe', 'User', 'ParentImage']],
    ['a prefix', '- {type: field_name_prefix, prefix: p.}', ['p.Image', 'p.User', 'p.ParentImage']],
    ['a suffix', '- {type: field_name_suffix, suffix: .k}', ['Image.k', 'User.k', 'ParentImage.k']],
    [
      'a prefix for another, the longest that fits',
      '- type: field_name_prefix_mapping\n  mapping: {P: x., Parent: parent.}',
      ['Image', 'User', 'parent.Image'],
    ],
    [
      'a function, and names that it leaves out',
      '- {type: field_name_transform, transform_func: snake_case, mapping: {User: who}}',
      ['image', 'who', 'parent_image'],
    ],
    [
      'some names',
      `${prefix}include_fields\n      fields: [Image, User]`,
      ['p.Image', 'p.User', 'ParentImage'],
    ],
    [
      'all names but some',
      `${prefix}exclude_fields\n      fields: [Image]`,
      ['Image', 'p.User', 'p.ParentImage'],
    ],
    [
      'names by expressions, from their beginning',
      `${prefix}include_fields\n      mode: re\n      fields: ['I.*', 'mage']`,
      ['p.Image', 'User', 'ParentImage'],
    ],
  ])('%s', (_, items, fields) => {
    expect(itemsAfter(items).map(({ field }) => field)).toEqual(fields);
  });

  test('a name keeps its place, and the name that is written', () => {
    const { rule, changes } = applied('- type: field_name_mapping\n  id: ecs\n  mapping: {Image: exe}');
    const [item] = itemsOf(explain(compileRule(rule), {}));
    expect(item).toMatchObject({ field: 'exe', renamedFrom: 'Image' });
    expect(processRule.slice(item?.keyRange.start, item?.keyRange.end)).toBe('Image|endswith');
    expect(changes).toMatchObject([{ kind: 'field', before: 'Image', after: 'exe', by: 'ecs' }]);
    expect(changes.map(({ range }) => processRule.slice(range.start, range.end))).toEqual(['Image']);
  });

  test('of several names any suffices', () => {
    const { rule } = applied('- type: field_name_mapping\n  mapping: {Image: [a, b.c]}');
    const event = { User: 'SYSTEM' };
    expect(verdictOf(rule, { ...event, a: 'C:/whoami.exe' })).toBe('match');
    expect(verdictOf(rule, { ...event, b: { c: 'C:/whoami.exe' } })).toBe('match');
    expect(verdictOf(rule, { ...event, Image: 'C:/whoami.exe' })).toBe('miss');
  });

  test('what must differ, must differ under each of several names', () => {
    const text = ruleOf('s:\n  f|neq: x\ncondition: s');
    const { rule } = applied('- type: field_name_mapping\n  mapping: {f: [a, b]}', text);
    expect(verdictOf(rule, { a: 'x', b: 'y' })).toBe('miss');
    expect(verdictOf(rule, { a: 'z', b: 'y' })).toBe('match');
  });

  test('a field that another is compared with is renamed too', () => {
    const text = ruleOf('s:\n  a|fieldref: b\ncondition: s');
    const { rule } = applied('- {type: field_name_prefix, prefix: n.}', text);
    expect(verdictOf(rule, { n: { a: 'x', b: 'x' } })).toBe('match');
    expect(verdictOf(rule, { n: { a: 'x' }, b: 'x' })).toBe('miss');
  });

  test('keywords have no name', () => {
    expect(said('- {type: field_name_prefix, prefix: n.}', ruleOf('s: [evil]\ncondition: s'))).toEqual([
      'null: evil',
    ]);
  });
});

describe('values', () => {
  const one = (value: string, key = 'f') => ruleOf(`s:\n  ${key}: ${value}\ncondition: s`);
  test.each([
    [
      'a replacement with groups',
      "- {type: replace_string, regex: '^C:.(.*)$', replacement: 'D/\\1'}",
      one('C:/x'),
      ['f: D/x'],
    ],
    ['every place', "- {type: replace_string, regex: 'a', replacement: b}", one('aXa'), ['f: bXb']],
    [
      'a replacement beside wildcards',
      "- {type: replace_string, regex: '.+', replacement: x, skip_special: true}",
      one("'ab*cd'"),
      ['f: x*x'],
    ],
    [
      'no regular expression',
      "- {type: replace_string, regex: 'a', replacement: b}",
      one('a', 'f|re'),
      ['f: a'],
    ],
    ['a text for a text', '- type: map_string\n  mapping: {a: b}', one('[a, c]'), ['f: b, c']],
    ['several for one', '- type: map_string\n  mapping: {a: [x, y]}', one('a'), ['f: x, y']],
    ['a value for all', '- {type: set_value, value: 4688}', one('[a, b]', 'f|contains'), ['f: 4688']],
    [
      'a placeholder without values',
      '- {type: wildcard_placeholders}',
      one("'a%x%b'", 'f|expand'),
      ['f: a*b'],
    ],
    ['no placeholder where none is said', '- {type: wildcard_placeholders}', one("'%x%'"), ['f: %x%']],
    [
      'placeholders but for some',
      '- {type: wildcard_placeholders, exclude: [x]}',
      one("'%y%%x%'", 'f|expand'),
      ['f: *%x%'],
    ],
  ])('%s', (_, items, text, expected) => {
    expect(said(items, text)).toEqual(expected);
  });

  test('placeholders take the values of the pipeline', () => {
    const pipeline = readPipeline(
      'vars: {admins: [root, 50%]}\ntransformations:\n  - type: value_placeholders\n',
    );
    const text = one("'%admins%'", 'f|expand');
    const { rule } = applyPipeline(firstRule(text), pipeline);
    expect(['root', '50%', 'guest'].map((f) => verdictOf(rule, { f }))).toEqual(['match', 'match', 'miss']);
  });

  test('a placeholder that the pipeline has no values for refuses the rule at its place', () => {
    const text = one("'%admins%'", 'f|expand');
    const { rule } = applied('- type: value_placeholders', text);
    expect(marked(text, rule.diagnostics)).toEqual([['pipeline_failure', "'%admins%'"]]);
    expect(verdictOf(rule, { f: 'root' })).toBe('unknown');
  });

  test('a number becomes a text, and the reverse', () => {
    const kinds = (target: string, value: string) =>
      applied(
        `- {type: convert_type, target_type: ${target}}`,
        one(value),
      ).rule.detection.identifiers.flatMap(({ search }) => (search.type === 'all_of' ? search.children : []));
    expect(kinds('str', '5')).toMatchObject([{ values: [{ kind: 'string', text: '5' }] }]);
    expect(kinds('num', "'5'")).toMatchObject([{ values: [{ kind: 'number', text: '5' }] }]);
  });

  test('what is no number is not made one', () => {
    const text = one('abc');
    const { rule } = applied('- {type: convert_type, target_type: num}', text);
    expect(marked(text, rule.diagnostics)).toEqual([['pipeline_failure', 'abc']]);
  });

  test('hashes become fields of their algorithms', () => {
    const items = '- {type: hashes_fields, valid_hash_algos: [MD5, SHA1], field_prefix: file.}';
    const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
    const text = one(`[MD5=${md5}, SHA1=abc]`, 'Hashes|contains');
    expect(said(items, text)).toEqual([`file.MD5: ${md5}`, 'file.SHA1: abc']);
    const { rule } = applied(items, text);
    expect(verdictOf(rule, { file: { SHA1: 'ABC' } })).toBe('match');
    expect(said(items, one(md5, 'Hashes'))).toEqual([`file.MD5: ${md5}`]);
    expect(applied(items, one('CRC=1', 'Hashes')).rule.diagnostics).toMatchObject([
      { code: 'pipeline_failure' },
    ]);
  });
});

describe('the rule as a whole', () => {
  test('a condition is added, and stands where the condition begins', () => {
    const items =
      '- type: add_condition\n  name: channel\n  conditions: {Channel: Security, EventID: [4688, 4689]}';
    const { rule, changes } = applied(items);
    const event = { Image: 'whoami.exe', User: 'SYSTEM', EventID: 4688 };
    expect(verdictOf(rule, event)).toBe('miss');
    expect(verdictOf(rule, { ...event, Channel: 'Security' })).toBe('match');
    expect(changes).toMatchObject([{ kind: 'added', after: 'Channel: Security, EventID: 4688 | 4689' }]);
    const { start } = changes[0]?.range ?? {};
    expect(processRule.slice(start)).toMatch(/^selection and not filter/);
    expect(explain(compileRule(rule), event).conditions[0]?.root).toMatchObject({
      type: 'and',
      children: [{ type: 'identifier', name: 'channel', verdict: 'miss' }, {}, { type: 'not' }],
    });
  });

  test('a condition is added to each, negated and filled from the log source', () => {
    const text = ruleOf('a: {f: x}\nb: {f: y}\ncondition: [a, b]');
    const items =
      '- type: add_condition\n  negated: true\n  template: true\n  conditions: {c: "not-$category"}';
    const { rule } = applied(items, text);
    expect(verdictOf(rule, { f: 'y' })).toBe('match');
    expect(['x', 'y'].map((f) => verdictOf(rule, { f, c: 'not-test' }))).toEqual(['miss', 'miss']);
  });

  test('an added name is not one that the rule has', () => {
    const text = ruleOf('s: {f: x}\ncondition: s');
    const { rule } = applied('- type: add_condition\n  name: s\n  conditions: {g: y}', text);
    expect(rule.detection.identifiers.map(({ name }) => name)).toEqual(['s_2', 's']);
    expect(verdictOf(rule, { f: 'x', g: 'y' })).toBe('match');
  });

  test('the log source is changed', () => {
    const items = '- {type: change_logsource, product: windows, service: security}';
    expect(applied(items).rule.logsource).toEqual({ product: 'windows', service: 'security' });
  });

  test('what is dropped is asked of nothing', () => {
    const drop = (field: string) =>
      `- type: drop_detection_item\n  field_name_conditions:\n    - {type: include_fields, fields: ${field}}`;
    expect(said(drop('[User]'))).toEqual(['Image: whoami.exe', 'ParentImage: Agent']);
    expect(said(drop('[ParentImage]'))).toEqual(['Image: whoami.exe', 'User: SYSTEM']);
    expect(said(drop('[Image, User]'))).toEqual(['ParentImage: Agent']);
    const all = applied(drop('[Image, User, ParentImage]')).rule;
    expect(marked(processRule, all.diagnostics)).toEqual([['pipeline_failure', 'selection and not filter']]);
  });

  test('of several, what is left is counted', () => {
    const text = ruleOf('s_a: {f: x}\ns_b: {g: y}\nh: {h: z}\ncondition: h and all of s_*');
    const drop =
      '- type: drop_detection_item\n  field_name_conditions:\n    - {type: include_fields, fields: [f, g]}';
    expect(verdictOf(applied(drop, text).rule, { h: 'z' })).toBe('match');
  });

  test('a pipeline may refuse a rule, or an item', () => {
    const whole = applied('- {type: rule_failure, message: no process rules}').rule;
    expect(whole.diagnostics).toMatchObject([{ code: 'pipeline_failure', severity: 'error' }]);
    expect(verdictOf(whole, {})).toBe('unknown');
    const item = applied(
      '- type: detection_item_failure\n  message: m\n  field_name_conditions: [{type: include_fields, fields: [User]}]',
    ).rule;
    expect(marked(processRule, item.diagnostics)).toEqual([['pipeline_failure', 'User: SYSTEM']]);
  });

  test('a broken pipeline decides nothing', () => {
    const { rule, changes } = applyPipeline(firstRule(processRule), read('- {type: field_name_mappin}'));
    expect(rule.diagnostics).toMatchObject([{ code: 'pipeline_failure' }]);
    expect(changes).toEqual([]);
  });

  test('nothing changed is the same rule', () => {
    const before = firstRule(processRule);
    expect(applyPipeline(before, read('- type: field_name_mapping\n  mapping: {Nothing: x}')).rule).toBe(
      before,
    );
  });
});

describe('conditions', () => {
  const state = '- {type: set_state, key: k, val: v}\n';
  test.each([
    ['a log source', 'rule_conditions: [{type: logsource, product: windows}]', true],
    ['another log source', 'rule_conditions: [{type: logsource, product: windows, service: x}]', false],
    ['a field', 'rule_conditions: [{type: contains_field, field: User}]', true],
    ['no such field', 'rule_conditions: [{type: contains_field, field: user}]', false],
    ['an item', 'rule_conditions: [{type: contains_detection_item, field: User, value: SYSTEM}]', true],
    ['no such item', 'rule_conditions: [{type: contains_detection_item, field: User, value: x}]', false],
    [
      'an attribute',
      'rule_conditions: [{type: rule_attribute, attribute: level, op: gte, value: medium}]',
      true,
    ],
    [
      'a lower attribute',
      'rule_conditions: [{type: rule_attribute, attribute: level, op: gt, value: high}]',
      false,
    ],
    ['a tag', 'rule_conditions: [{type: tag, tag: attack.discovery}]', true],
    ['no such tag', 'rule_conditions: [{type: tag, tag: attack.impact}]', false],
    ['a rule', 'rule_conditions: [{type: is_sigma_rule}]', true],
    ['no correlation', 'rule_conditions: [{type: is_sigma_correlation_rule}]', false],
    ['all of them', 'rule_conditions: [{type: is_sigma_rule}, {type: tag, tag: x}]', false],
    ['any of them', 'rule_conditions: [{type: is_sigma_rule}, {type: tag, tag: x}]\nrule_cond_op: or', true],
    ['none of them', 'rule_conditions: [{type: tag, tag: x}]\nrule_cond_not: true', true],
    [
      'an expression of names',
      'rule_conditions:\n  r: {type: is_sigma_rule}\n  t: {type: tag, tag: x}\nrule_cond_expr: r and not t',
      true,
    ],
    ['a text', 'detection_item_conditions: [{type: match_string, cond: any, pattern: "SYS"}]', true],
    [
      'a text with what its modifier adds',
      'detection_item_conditions: [{type: match_string, cond: all, pattern: "\\\\*who"}]',
      true,
    ],
    [
      'not that text',
      'detection_item_conditions: [{type: match_string, cond: any, pattern: "ystem"}]',
      false,
    ],
    ['a value', 'detection_item_conditions: [{type: match_value, cond: any, value: SYSTEM}]', true],
    ['null', 'detection_item_conditions: [{type: is_null, cond: any}]', false],
    ['a wildcard', 'detection_item_conditions: [{type: contains_wildcard, cond: any}]', true],
  ])('%s', (_, conditions, expected) => {
    expect(isMet(conditions)).toBe(expected);
  });

  test('what was set before', () => {
    const condition = 'rule_conditions: [{type: processing_state, key: k, val: v}]';
    expect([isMet(condition), isMet(condition, state)]).toEqual([false, true]);
    const attribute = 'rule_conditions: [{type: rule_attribute, attribute: mine, value: yes it is}]';
    const set = '- {type: set_custom_attribute, attribute: mine, value: yes it is}\n';
    expect([isMet(attribute), isMet(attribute, set)]).toEqual([false, true]);
  });

  test('what was applied before: to the rule, to an item, to a name', () => {
    const before = '- id: first\n  type: field_name_mapping\n  mapping: {Image: exe}\n';
    const is = (list: string) => `${list}: [{type: processing_item_applied, processing_item_id: first}]`;
    const after = (list: string) =>
      itemsAfter(`${before}- type: field_name_prefix\n  prefix: p.\n  ${is(list)}`).map(({ field }) => field);
    expect(after('rule_conditions')).toEqual(['p.exe', 'p.User', 'p.ParentImage']);
    expect(after('detection_item_conditions')).toEqual(['p.exe', 'User', 'ParentImage']);
    expect(after('field_name_conditions')).toEqual(['p.exe', 'User', 'ParentImage']);
  });

  test('items within an item share its condition', () => {
    const nest = (tag: string) =>
      `- type: nest\n  items:\n    - {type: field_name_prefix, prefix: a.}\n    - {type: field_name_suffix, suffix: .b}\n  rule_conditions: [{type: tag, tag: ${tag}}]`;
    expect(itemsAfter(nest('attack.discovery'))[0]?.field).toBe('a.Image.b');
    expect(itemsAfter(nest('x'))[0]?.field).toBe('Image');
  });
});

test('array selectors are refused at their place, and not left as they are', () => {
  const text = `sigma-version: 3\n${ruleOf('s:\n  f[any].g: x\ncondition: s')}`;
  const { rule } = applied('- {type: field_name_prefix, prefix: p.}', text);
  expect(marked(text, rule.diagnostics)).toContainEqual(['pipeline_failure', 'f[any].g']);
});
