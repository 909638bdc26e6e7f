// For codes that are told elsewhere than by the checks of the text: a rule that has one, and one that has not.
import type { EventValue } from '../../../src/sigma/index.ts';
import { finds, on, says, when } from './cases.ts';

export interface ReadCase {
  readonly bad: string;
  readonly good: string;
  readonly events?: readonly EventValue[];
}

const tagged = (tag: string): string => says(`tags: [${tag}]`);
const tags = (bad: string, good: string): ReadCase => ({ bad: tagged(bad), good: tagged(good) });
const cloudTrail = (...lines: readonly string[]): string =>
  on(
    'product: aws, service: cloudtrail',
    'eventSource: iam.amazonaws.com',
    'eventName: CreateAccessKey',
    ...lines,
  );
const instances: readonly EventValue[] = [
  {
    tags: [
      { key: 'x', value: 'z' },
      { key: 'w', value: 'y' },
    ],
  },
  { tags: [{ key: 'x', value: 'y' }] },
];

export const readCases: Readonly<Record<string, ReadCase>> = {
  yaml_syntax: { bad: 'title: "A', good: says() },
  not_a_mapping: { bad: '- a', good: says() },
  missing_title: { bad: says().replace(/^title.*\n/, ''), good: says() },
  missing_detection: { bad: 'title: A\nlogsource: {category: test}\n', good: says() },
  empty_detection: {
    bad: 'title: A\nlogsource: {category: test}\ndetection: {condition: a}\n',
    good: says(),
  },
  missing_condition: { bad: finds('A: x').replace(/ +condition.*\n/, ''), good: says() },
  missing_logsource: { bad: finds('A: x').replace(/logsource.*\n/, ''), good: says() },
  tag_duplicate: tags('attack.persistence, attack.persistence', 'attack.persistence, attack.t1525'),
  tag_malformed: tags('persistence', 'attack.persistence'),
  tag_spelling: tags('attack.Persistence', 'attack.persistence'),
  tag_unknown_namespace: tags('mitre.persistence', 'attack.persistence'),
  tag_value: tags('tlp.white, cve.1, car.x, d3fend.1, stp.9, detection.x', 'tlp.clear, cve.2021-44228'),
  attack_technique_unknown: tags('attack.t9999', 'attack.t1525'),
  attack_tactic_unknown: tags('attack.persistance', 'attack.persistence'),
  null_in_value_list: { bad: finds('A: [x, null]'), good: finds('A: null') },
  empty_value_list: { bad: finds('A: []'), good: finds('A: [x]') },
  unknown_identifier: { bad: when('other', 'selection'), good: when('selection', 'selection') },
  unused_identifier: { bad: when('a', 'a', 'b'), good: when('a', 'a', '_b') },
  pattern_selects_nothing: { bad: when('a or 1 of b*', 'a'), good: when('1 of a*', 'a') },
  all_of_nothing: { bad: when('a or all of b*', 'a'), good: when('all of a*', 'a') },
  aggregation_removed: { bad: when('a | count() > 5', 'a'), good: when('a', 'a') },
  single_value_all: { bad: finds('A|contains|all: x'), good: finds('A|contains|all: [x, y]') },
  impossible_modifiers: { bad: finds('A|contains|startswith: x'), good: finds('A|contains: x') },
  base64offset_without_contains: {
    bad: finds('A|base64offset: xyz'),
    good: finds('A|base64offset|contains: xyz'),
  },
  repeated_modifier: { bad: finds('A|contains|contains: x'), good: finds('A|contains: x') },
  control_character: { bad: finds("A: 'x\u200b'"), good: finds("A: 'x'") },
  yaml_1_1_differs: { bad: finds('A: 0123', 'B: yes'), good: finds("A: '0123'", 'B: true') },
  regex_outside_specification: { bad: finds("A|re: '(?!x)y'"), good: finds("A|re: 'x+y'") },
  regex_inline_flags: { bad: finds("A|re: '(?i)x'"), good: finds("A|re|i: 'x'") },
  regex_backtracking: { bad: finds("A|re: '(?=x)(a+)+$'"), good: finds("A|re: 'a+$'") },
  test_shape: { bad: says('rsigma.exemplars: [1]'), good: says() },
  test_not_run: {
    bad: says('rsigma.exemplars:', '    - {expect: match, events: []}'),
    good: says('rsigma.exemplars:', '    - {expect: match, event: {A: x}}'),
  },
  field_name_as_value: {
    bad: cloudTrail('requestParameters.userName|contains: userIdentity.userName'),
    good: cloudTrail('requestParameters.userName|contains: bob'),
  },
  fieldref_of_other_kind: {
    bad: cloudTrail('userIdentity.arn|fieldref: requestParameters.userName'),
    good: cloudTrail('userIdentity.userName|fieldref: requestParameters.userName'),
  },
  events_have_field_named: {
    bad: finds('a.name: b.name'),
    good: finds('a.name: x'),
    events: [{ a: { name: 'x' }, b: { name: 'x' } }],
  },
  events_lack_field: { bad: finds('a.Name: x'), good: finds('a.name: x'), events: [{ a: { name: 'x' } }] },
  events_spread_all: {
    bad: finds('A|contains|all: [x, y]'),
    good: finds('A|contains: x'),
    events: [{ A: ['ax', 'ay'] }],
  },
  events_spread_keys: {
    bad: finds('tags.key: x', 'tags.value: y'),
    good: finds('tags.key: x'),
    events: instances,
  },
};
