import { expect, test } from 'vitest';
import { builtInPipelines, compileRule, explain, readPipeline } from '../../../src/sigma/matcher.ts';
import { applyPipeline } from '../../../src/sigma/pipeline/apply-pipeline.ts';
import { emptyPipeline, pipelineNames, toChangeRows } from '../../../src/view/pipeline-rows.ts';
import { toStages } from '../../../src/view/stages.ts';
import { firstRule, rule as ruleOf } from '../../_helpers/rule.ts';

test('every pipeline that comes with the matcher can be chosen', () => {
  expect(Object.keys(pipelineNames).sort()).toEqual(Object.keys(builtInPipelines).sort());
});

test('the one to begin with can be read', () => {
  expect(readPipeline(emptyPipeline)).toMatchObject({ broken: false, diagnostics: [] });
});

const text = ruleOf('s:\n  Image: a.exe\n  User: x\ncondition: s');

function staged(items: string) {
  const applied = applyPipeline(firstRule(text), readPipeline(`transformations:\n${items}`));
  const trace = explain(compileRule(applied.rule), { b: 'a.exe', User: 'x' });
  return { rows: toStages(trace, text).rows, changes: toChangeRows(applied.changes) };
}

test('a row names the field of the rule and the one that is looked for', () => {
  const { rows, changes } = staged('  - {type: field_name_mapping, mapping: {Image: b}}');
  expect(rows[1]?.children).toMatchObject([
    { field: 'b', renamedFrom: 'Image', verdict: 'match' },
    { field: 'User' },
  ]);
  expect(changes).toMatchObject([{ before: 'Image', after: 'b', by: 'field_name_mapping' }]);
});

test('of several names, each has a row below the field of the rule', () => {
  const { rows } = staged('  - {type: field_name_mapping, mapping: {Image: [a, b]}}');
  expect(rows[1]?.children[0]).toMatchObject({
    title: 'Image',
    verdict: 'match',
    children: [
      { field: 'a', verdict: 'miss', quiet: true },
      { field: 'b', verdict: 'match' },
    ],
  });
});

test('what is added is a stage with its name', () => {
  const { rows, changes } = staged(
    '  - {type: add_condition, name: extra, negated: true, conditions: {c: d}}',
  );
  expect(rows.slice(1).map(({ title }) => title)).toEqual([
    expect.stringMatching(/not extra$/),
    expect.stringMatching(/ s$/),
  ]);
  expect(rows[0]?.condition.map((part) => part.text).join('')).toBe('not extra and s');
  expect(changes).toMatchObject([{ before: '+', after: 'not c: d' }]);
});
