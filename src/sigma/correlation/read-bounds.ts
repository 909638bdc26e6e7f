// The `condition` of a correlation: bounds of a count or value, or an expression about rules.
import { readCondition } from '../condition/read-condition.ts';
import type { DocumentNode, MappingEntry, MappingNode, ScalarNode } from '../document/node.ts';
import { rangeInScalar } from '../document/scalar-offsets.ts';
import type { PlacedText } from '../rule/metadata.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import { compareDecimals, readDecimal } from '../value/decimal.ts';
import { meets } from './bounds.ts';
import { correlationDiagnostic, replacement } from './correlation-diagnostic.ts';
import { boundOperators } from './correlation.ts';
import type { Bound, BoundOperator, CorrelationCondition, CorrelationType } from './correlation.ts';

export function isTemporal(type: CorrelationType): boolean {
  return type === 'temporal' || type === 'temporal_ordered';
}

/** Types whose number is a count of something: it is whole. */
function counts(type: CorrelationType): boolean {
  return isTemporal(type) || type === 'event_count' || type === 'value_count';
}

const otherKeys = ['field', 'percentile'];
const signs: Readonly<Record<string, BoundOperator>> = {
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  '=': 'eq',
  '==': 'eq',
  '!=': 'neq',
  ne: 'neq',
  min: 'gte',
  max: 'lte',
};

export function readCorrelationCondition(
  entry: MappingEntry,
  type: CorrelationType,
  text: string,
  diagnostics: Diagnostic[],
): CorrelationCondition | null {
  const { value } = entry;
  if (value.type === 'mapping') return readBounds(value, type, text, diagnostics);
  if (value.type === 'scalar' && value.kind === 'string')
    return readExpression(value, type, text, diagnostics);
  const isNumber = value.type === 'scalar' && value.kind === 'number';
  diagnostics.push(
    correlationDiagnostic(
      'invalid_correlation_condition',
      value.range,
      'The condition of a correlation is a mapping, for example `gte: 5` on a line of its own.',
      isNumber ? [replacement('Write `gte`', value.range, `{ gte: ${value.text} }`)] : [],
    ),
  );
  return null;
}

function readExpression(
  node: ScalarNode,
  type: CorrelationType,
  text: string,
  diagnostics: Diagnostic[],
): CorrelationCondition | null {
  if (!isTemporal(type)) {
    diagnostics.push(
      correlationDiagnostic(
        'condition_of_other_type',
        node.range,
        `Only \`temporal\` and \`temporal_ordered\` take a condition of rule names: \`${type}\` wants a mapping such as \`gte: 5\`.`,
      ),
    );
    return null;
  }
  const { root, diagnostics: problems } = readCondition(node.text, ({ start, end }) =>
    rangeInScalar(text, node, start, end),
  );
  diagnostics.push(...problems);
  return { type: 'expression', text: node.text, root, range: node.range };
}

function readBounds(
  node: MappingNode,
  type: CorrelationType,
  text: string,
  diagnostics: Diagnostic[],
): CorrelationCondition | null {
  const before = diagnostics.length;
  const bounds: Bound[] = [];
  for (const { key, value, range } of node.entries) {
    if (otherKeys.includes(key.text)) continue;
    const operator = boundOperators.find((each) => each === key.text);
    if (!operator) diagnostics.push(unknownOperator(key));
    else if (isNumberFor(value, type)) bounds.push({ operator, text: value.text, range });
    else diagnostics.push(invalidNumber(value, type));
  }
  if (bounds.length === 0 && diagnostics.length === before)
    diagnostics.push(
      correlationDiagnostic(
        'invalid_correlation_condition',
        node.range,
        'The condition compares with nothing: add one of `gt`, `gte`, `lt`, `lte`, `eq` and `neq`, for example `gte: 5`.',
      ),
    );
  const fields = readFields(node, type, diagnostics);
  const percentile = readPercentile(node, type, text, diagnostics);
  if (isImpossible(bounds, counts(type)))
    diagnostics.push(
      correlationDiagnostic(
        'impossible_condition_range',
        node.range,
        'No number meets all of these bounds: the correlation never fires.',
      ),
    );
  return { type: 'bounds', bounds, fields, percentile, range: node.range };
}

function unknownOperator({ text, range }: ScalarNode): Diagnostic {
  const known = [...boundOperators, ...otherKeys];
  const meant = signs[text] ?? signs[text.toLowerCase()] ?? nearestWord(text, known);
  return correlationDiagnostic(
    'invalid_condition_operator',
    range,
    `The condition of a correlation has no ${codeSpan(text)}: it knows ${known.map((each) => `\`${each}\``).join(', ')}.`,
    meant ? [replacement(`Change to \`${meant}\``, range, meant)] : [],
  );
}

/** Longer numbers are none that anyone means. */
const maxNumberLength = 40;

function isNumberFor(value: DocumentNode, type: CorrelationType): value is ScalarNode {
  if (value.type !== 'scalar' || value.text.length > maxNumberLength) return false;
  return counts(type) ? /^\d+$/.test(value.text) : /^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(value.text);
}

function invalidNumber(value: DocumentNode, type: CorrelationType): Diagnostic {
  const said = value.type === 'scalar' ? `${codeSpan(value.text)} is none` : 'this is none';
  const wanted = counts(type) ? 'a whole number from 0 on' : 'a number, without an exponent';
  return correlationDiagnostic(
    'invalid_condition_value',
    value.range,
    `The condition compares with ${wanted}; ${said}.`,
  );
}

function readFields(node: MappingNode, type: CorrelationType, diagnostics: Diagnostic[]): PlacedText[] {
  const entry = node.entries.find(({ key }) => key.text === 'field');
  const takesNone = isTemporal(type) || type === 'event_count';
  if (!entry) {
    if (!takesNone)
      diagnostics.push(
        correlationDiagnostic(
          'missing_condition_field',
          node.range,
          `\`${type}\` needs the field whose values it takes: add \`field:\` to the condition.`,
        ),
      );
    return [];
  }
  if (takesNone) {
    diagnostics.push(
      correlationDiagnostic(
        'condition_field_ignored',
        entry.range,
        type === 'event_count'
          ? '`event_count` counts events, whatever `field` says: distinct values are counted by `value_count`.'
          : `\`${type}\` takes no \`field\`.`,
      ),
    );
    return [];
  }
  const items = entry.value.type === 'sequence' ? entry.value.items : [entry.value];
  const fields = items.flatMap((item) =>
    item.type === 'scalar' && item.kind !== 'null' && item.text !== ''
      ? [{ text: item.text, range: item.range }]
      : [],
  );
  const isTooMany = fields.length > 1 && type !== 'value_count';
  if (items.length > 0 && fields.length === items.length && !isTooMany) return fields;
  diagnostics.push(
    correlationDiagnostic(
      'invalid_condition_field',
      entry.value.range,
      isTooMany
        ? `\`${type}\` takes one field: only \`value_count\` counts tuples of several.`
        : '`field` is the name of a field, or for `value_count` a list of names.',
    ),
  );
  return [];
}

function readPercentile(
  node: MappingNode,
  type: CorrelationType,
  text: string,
  diagnostics: Diagnostic[],
): string | null {
  const entry = node.entries.find(({ key }) => key.text === 'percentile');
  if (type === 'value_percentile' && !entry) {
    const at = node.entries[0]?.range.start ?? node.range.start;
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const indent = text.slice(lineStart, at);
    const insert = /^ *$/.test(indent) ? `percentile: 95\n${indent}` : 'percentile: 95, ';
    diagnostics.push(
      correlationDiagnostic(
        'missing_percentile',
        node.range,
        'Which percentile is meant is not said: add `percentile:`, from 0 to 100. The specification has no key for it and its example can be read in two ways; this one is that of pySigma.',
        [replacement('Add `percentile: 95`', { start: at, end: at }, insert)],
      ),
    );
    return null;
  }
  if (!entry) return type === 'value_median' ? '50' : null;
  if (type !== 'value_percentile') {
    diagnostics.push(
      correlationDiagnostic(
        'condition_field_ignored',
        entry.range,
        `\`${type}\` takes no \`percentile\`: it is for \`value_percentile\`.`,
      ),
    );
    return type === 'value_median' ? '50' : null;
  }
  const said = entry.value.type === 'scalar' ? entry.value.text : '';
  if (/^\d{1,3}(\.\d{1,6})?$/.test(said) && Number(said) <= 100) return said;
  diagnostics.push(
    correlationDiagnostic('invalid_percentile', entry.value.range, 'A percentile is a number from 0 to 100.'),
  );
  return null;
}

/** Whether no number can meet all bounds. */
function isImpossible(bounds: readonly Bound[], whole: boolean): boolean {
  const values = bounds.flatMap(({ operator, text }) => {
    const value = readDecimal(text);
    return value ? [{ operator, value, text }] : [];
  });
  return values.some(
    (a) =>
      (whole && a.operator === 'lt' && a.value.digits === '') ||
      values.some((b) => {
        const order = compareDecimals(a.value, b.value);
        if (a.operator === 'eq') return !meets(b.operator, order);
        if (a.operator === 'gte') return b.operator === 'lt' ? order >= 0 : b.operator === 'lte' && order > 0;
        if (a.operator !== 'gt') return false;
        if (b.operator === 'lt') return order >= 0 || (whole && BigInt(b.text) - BigInt(a.text) === 1n);
        return b.operator === 'lte' && order >= 0;
      }),
  );
}
