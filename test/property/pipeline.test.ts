import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPipeline, compileRule, explain, match, readPipeline } from '../../src/sigma/matcher.ts';
import { placeholders, randomEvent, randomRule, ruleOf } from '../_helpers/arbitraries.ts';
import { firstRule } from '../_helpers/rule.ts';

const options = { placeholders };
const ruleText = randomRule({ patterns: true, broken: false }).map(ruleOf);

const identity = readPipeline(`
transformations:
  - {type: field_name_mapping, mapping: {f: f, f.g: f.g}}
  - {type: map_string, mapping: {}}
  - {type: field_name_prefix, prefix: ''}
  - {type: drop_detection_item, rule_conditions: [{type: tag, tag: none}]}
`);
const below = readPipeline('transformations:\n  - {type: field_name_prefix, prefix: below.}\n');
const either = readPipeline(`
transformations:
  - type: field_name_mapping
    mapping: {f: [f, nowhere], h: [nowhere, h]}
    detection_item_conditions:
      - {type: match_string, cond: any, pattern: '.+'}
`);

test('the pipelines of these tests can be read', () => {
  expect([identity, below, either].flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
});

test('a pipeline that says the same changes no verdict', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(ruleText, randomEvent(true), (text, event) => {
      const rule = firstRule(text);
      const { rule: after, changes } = applyPipeline(rule, identity);
      expect(changes).toEqual([]);
      expect(match(compileRule(after, options), event)).toBe(match(compileRule(rule, options), event));
    }),
    { numRuns: 1000 },
  );
});

test('a renamed rule says of a renamed event what the rule says of the event', { timeout: 60_000 }, () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(ruleText, randomEvent(true), (text, event) => {
      const rule = firstRule(text);
      const before = compileRule(rule, options);
      const after = compileRule(applyPipeline(rule, below).rule, options);
      const moved = { below: event };
      seen.add(match(before, event));
      expect(match(after, moved)).toBe(match(before, event));
      expect(explain(after, moved).verdict).toBe(match(after, moved));
    }),
    { numRuns: 1000 },
  );
  expect([...seen].sort()).toEqual(['match', 'miss']);
});

test('what is made of one item keeps `match` and `explain` at one', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(ruleText, randomEvent(true), (text, event) => {
      const after = compileRule(applyPipeline(firstRule(text), either).rule, options);
      expect(explain(after, event).verdict).toBe(match(after, event));
    }),
    { numRuns: 500 },
  );
});

test('no text makes reading or applying a pipeline throw', { timeout: 60_000 }, () => {
  const rule = firstRule(ruleOf({ searches: '  s: {f: x}', condition: 's' }));
  const words = fc.constantFrom(
    'type',
    'id',
    'nest',
    'items',
    'mapping',
    'field_name_mapping',
    'add_condition',
    'conditions',
    'replace_string',
    'regex',
    'replacement',
    'set_value',
    'value',
    'rule_conditions',
    'rule_cond_expr',
    'logsource',
    'f',
    'null',
    '1',
    '(',
    '*',
    'hashes_fields',
    'drop_detection_item',
    'transformations',
  );
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      words,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(words, tie('node'), { maxKeys: 4 }),
    ),
  }));
  const item = fc.tuple(words, fc.dictionary(words, node)).map(([type, rest]) => ({ ...rest, type }));
  fc.assert(
    fc.property(
      fc.oneof(
        node,
        fc.array(item).map((transformations) => ({ transformations })),
      ),
      (value) => {
        const pipeline = readPipeline(JSON.stringify(value));
        const { rule: after } = applyPipeline(rule, pipeline);
        expect(['match', 'miss', 'unknown']).toContain(match(compileRule(after), { f: 'x' }));
      },
    ),
    { numRuns: 1000 },
  );
});
