import { expect, test } from 'vitest';
import { applyEdits } from '../../../src/sigma/source/diagnostic.ts';
import { readPipeline } from '../../../src/sigma/matcher.ts';
import { marked } from '../../_helpers/rule.ts';

function problems(text: string): [string, string][] {
  return marked(text, readPipeline(text).diagnostics);
}

const item = (text: string): string => `transformations:\n  - ${text}\n`;

test.each([
  ['a text', 'hello', [['pipeline_shape', 'hello']]],
  ['no transformation', 'name: x\n', [['pipeline_missing_key', 'name']]],
  ['an empty list', 'transformations: []\n', [['pipeline_empty', '']]],
  ['nothing', '', [['pipeline_empty', '']]],
  ['an item that is a text', item('rename'), [['pipeline_shape', 'rename']]],
  ['an item without a type', item('id: x'), [['pipeline_missing_key', 'id']]],
  ['an unknown type', item('type: rename_fields'), [['pipeline_unknown_type', 'rename_fields']]],
  [
    'a type that is for queries',
    item('type: query_expression_placeholders'),
    [['pipeline_not_supported', 'query_expression_placeholders']],
  ],
  ['a mapping that is missing', item('type: field_name_mapping'), [['pipeline_missing_key', 'type']]],
  [
    'a mapping that is a text',
    item('{type: field_name_mapping, mapping: x}'),
    [['pipeline_shape', 'mapping: x']],
  ],
  [
    'a name that leads to nothing',
    item('{type: field_name_mapping, mapping: {a: }}'),
    [['pipeline_shape', 'a: ']],
  ],
  [
    'an unknown key',
    item('{type: field_name_prefix, prefix: x, prefx: y}'),
    [['pipeline_unknown_key', 'prefx']],
  ],
  [
    'a flag that is none',
    item('{type: add_condition, negated: 1, conditions: {a: b}}'),
    [['pipeline_shape', '1']],
  ],
  ['an unknown word', item('{type: convert_type, target_type: number}'), [['pipeline_value', 'number']]],
  [
    'an expression that is broken',
    item("{type: replace_string, regex: '(', replacement: x}"),
    [['pipeline_regex', "'('"]],
  ],
  [
    'one that may never end',
    item("{type: replace_string, regex: '(a+)+b', replacement: x}"),
    [['pipeline_regex', "'(a+)+b'"]],
  ],
  [
    'an escape that stands for nothing',
    item("{type: replace_string, regex: 'a', replacement: '\\q'}"),
    [['pipeline_value', "'\\q'"]],
  ],
  [
    'an unknown modifier in what is added',
    item('{type: add_condition, conditions: {a|contain: b}}'),
    [['unknown_modifier', 'contain']],
  ],
  [
    'an unknown condition',
    item('{type: drop_detection_item, rule_conditions: [{type: logsourc}]}'),
    [['pipeline_unknown_type', 'logsourc']],
  ],
  [
    'conditions that are a text',
    item('{type: drop_detection_item, rule_conditions: x}'),
    [['pipeline_shape', 'x']],
  ],
  [
    'an unknown name in an expression',
    item('{type: drop_detection_item, rule_conditions: {a: {type: is_sigma_rule}}, rule_cond_expr: a and b}'),
    [['pipeline_expression', 'b']],
  ],
  [
    'what is for queries',
    'finalizers: []\n',
    [
      ['pipeline_part_ignored', 'finalizers'],
      ['pipeline_empty', ''],
    ],
  ],
  [
    'a priority that is no number',
    'priority: high\ntransformations:\n  - {type: set_state, key: a, val: b}\n',
    [['pipeline_shape', 'high']],
  ],
])('%s', (_, text, expected) => {
  expect(problems(text)).toEqual(expected);
});

test.each([
  ['type: field_name_mappin', 'type: field_name_mapping'],
  ['{type: convert_type, target_type: stx}', '{type: convert_type, target_type: str}'],
  ['{type: field_name_prefix, prefix: x, iid: y}', '{type: field_name_prefix, prefix: x, id: y}'],
])('%s is mended', (before, after) => {
  const text = item(before);
  const edits = readPipeline(text).diagnostics[0]?.fixes?.[0]?.edits ?? [];
  expect(applyEdits(text, edits)).toBe(item(after));
});

test('YAML that cannot be read is told of at its place', () => {
  expect(problems('transformations: [')[0]?.[0]).toBe('yaml_syntax');
  expect(readPipeline('transformations: [').broken).toBe(true);
});

test('several pipelines come in the order of their priority', () => {
  const one = (name: string, priority: number) =>
    `name: ${name}\npriority: ${priority}\ntransformations:\n  - {id: ${name}, type: set_state, key: a, val: b}\n`;
  const { name, items } = readPipeline(`${one('late', 20)}---\n${one('early', 10)}`);
  expect(items.map(({ id }) => id)).toEqual(['early', 'late']);
  expect(name).toBe('late, early');
});
