// The conditions of one item of a pipeline, and how they are joined: by an operator, or by an expression of their names.
import type { ConditionNode } from '../condition/node.ts';
import { readCondition } from '../condition/read-condition.ts';
import type { DocumentNode, MappingNode, ScalarNode } from '../document/node.ts';
import { rangeInScalar } from '../document/scalar-offsets.ts';
import { codeSpan } from '../source/code-span.ts';
import { nearestWord } from '../source/nearest-word.ts';
import type { ConditionRow, Level, Test } from './conditions.ts';
import { fieldConditions, itemConditions, ruleConditions } from './conditions.ts';
import type { OptionsReader } from './options-reader.ts';
import { fixTo } from './options-reader.ts';

const levels = {
  rule: { list: 'rule_conditions', prefix: 'rule_cond', rows: ruleConditions },
  item: { list: 'detection_item_conditions', prefix: 'detection_item_cond', rows: itemConditions },
  field: { list: 'field_name_conditions', prefix: 'field_name_cond', rows: fieldConditions },
};

type Tests<L extends Level> = ReadonlyMap<string, Test<L>>;

/** What is not read counts as met: the diagnostics break the pipeline. */
export function readConditions<L extends Level>(level: L, options: OptionsReader): Test<L> {
  const { list, prefix } = levels[level];
  const rows = levels[level].rows as unknown as Readonly<Record<string, ConditionRow<L>>>;
  const entry = options.entry(list);
  const join = options.word(`${prefix}_op`, ['and', 'or'], 'and') ?? 'and';
  const isNegated = options.flag(`${prefix}_not`);
  const expression = options.scalar(`${prefix}_expr`);
  const tests: Tests<L> = entry ? readAll(entry.value, list, rows, options) : new Map();
  const joined = expression
    ? readExpression(expression, tests, options)
    : joinTests([...tests.values()], join);
  // As pySigma has it, nothing is negated where there is no condition.
  return isNegated && (tests.size > 0 || expression) ? (subject, draft) => !joined(subject, draft) : joined;
}

function joinTests<L extends Level>(tests: readonly Test<L>[], join: 'and' | 'or'): Test<L> {
  if (tests.length === 0) return () => true;
  return join === 'and'
    ? (subject, draft) => tests.every((test) => test(subject, draft))
    : (subject, draft) => tests.some((test) => test(subject, draft));
}

/** A list, or a mapping from names, which an expression uses. */
function readAll<L extends Level>(
  node: DocumentNode,
  list: string,
  rows: Readonly<Record<string, ConditionRow<L>>>,
  options: OptionsReader,
): Tests<L> {
  const named: (readonly [string, DocumentNode])[] =
    node.type === 'sequence'
      ? node.items.map((item, i) => [String(i), item])
      : node.type === 'mapping'
        ? node.entries.map(({ key, value }) => [key.text, value])
        : [];
  if (node.type === 'scalar' && node.kind !== 'null')
    options.say(
      'pipeline_shape',
      node.range,
      `\`${list}\` is a list of conditions: write \`- type: …\` under it.`,
    );
  const tests = new Map<string, Test<L>>();
  for (const [name, item] of named) {
    if (item.type !== 'mapping') {
      options.say('pipeline_shape', item.range, 'A condition is a mapping with a `type`.');
      continue;
    }
    const test = readOne(item, rows, options);
    if (test) tests.set(name, test);
  }
  return tests;
}

function readOne<L extends Level>(
  node: MappingNode,
  rows: Readonly<Record<string, ConditionRow<L>>>,
  outer: OptionsReader,
): Test<L> | null {
  const options = outer.within(node, node.entries[0]?.key.range ?? node.range);
  const type = options.scalar('type', true);
  if (!type) return null;
  const row = Object.hasOwn(rows, type.text) ? rows[type.text] : undefined;
  if (!row) return unknownCondition(type, Object.keys(rows), options);
  const test = row(options);
  options.finish();
  return test;
}

function unknownCondition(type: ScalarNode, names: readonly string[], options: OptionsReader): null {
  const near = nearestWord(type.text, names);
  const mend = near
    ? `\`${near}\` may be meant`
    : `there are ${names.map((name) => `\`${name}\``).join(', ')}`;
  const message = `The condition ${codeSpan(type.text)} is not supported here: ${mend}.`;
  return options.say('pipeline_unknown_type', type.range, message, fixTo(type, near));
}

/** Expressions are written as the conditions of rules are, of names. */
function readExpression<L extends Level>(
  scalar: ScalarNode,
  tests: Tests<L>,
  options: OptionsReader,
): Test<L> {
  const { root, diagnostics } = readCondition(scalar.text, ({ start, end }) =>
    rangeInScalar(options.source, scalar, start, end),
  );
  for (const { range, message } of diagnostics) options.say('pipeline_expression', range, message);
  return toTest(root, tests, options);
}

function toTest<L extends Level>(node: ConditionNode, tests: Tests<L>, options: OptionsReader): Test<L> {
  switch (node.type) {
    case 'and':
    case 'or':
      return joinTests(
        node.children.map((child) => toTest(child, tests, options)),
        node.type,
      );
    case 'not': {
      const child = toTest(node.child, tests, options);
      return (subject, draft) => !child(subject, draft);
    }
    case 'identifier': {
      const test = tests.get(node.name);
      if (test) return test;
      const names = [...tests.keys()].map((name) => `\`${name}\``).join(', ');
      const mend = names === '' ? 'give conditions names' : `there are ${names}`;
      options.say(
        'pipeline_expression',
        node.range,
        `No condition is named ${codeSpan(node.name)}: ${mend}.`,
      );
      return () => true;
    }
    case 'quantified':
      options.say(
        'pipeline_expression',
        node.range,
        'Only `and`, `or`, `not` and parentheses join conditions here.',
      );
      return () => true;
    case 'broken':
      return () => true;
  }
}
