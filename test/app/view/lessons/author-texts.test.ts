import { expect, test } from 'vitest';
import type { Finding } from '../../../../src/state/lessons/check-draft.ts';
import { fieldsIn } from '../../../../src/view/lessons/fields-in.ts';
import { toFindingText } from '../../../../src/view/lessons/finding-text.ts';
import { rule } from '../../../_helpers/rule.ts';

const finding = (code: Finding['code'], values: Finding['values'] = {}): Finding => ({
  code,
  values,
  level: 'must',
  part: 'events',
});

test('what is found is said with the names that it speaks of, made visible', () => {
  const wrong = { name: 'del\u202eeted', expectation: 'fire', more: 2 };
  expect(toFindingText(finding('solution_wrong', wrong), [])).toBe(
    'The solution does not fire on “del⟨U+202E⟩eted” and should. Wrong too: 2.',
  );
  const constraint = { kind: 'max_predicates', count: 2 } as const;
  expect(toFindingText(finding('solution_constraint', { kind: 'max_predicates' }), [constraint])).toContain(
    'At most 2 predicates',
  );
  expect(toFindingText(finding('one_sided', { expectation: 'silent' }), [])).toContain('never fires');
});

test('fields are offered by how lines of a rule look', () => {
  const text = rule(
    's:\n  eventName|contains|all: x\n  userIdentity.type: Root\n"filter one":\n  - "a.b": 1\ncondition: s',
  );
  expect(fieldsIn(text, 'no rule', text)).toEqual(['eventName', 'userIdentity.type', 'a.b']);
});
