// Fields: how they are named and found, and the modifiers about the field itself.
import { fires, inModifiers, inRules, misses, refused } from './article.ts';
import type { ArticleText } from './article.ts';

const usage = inRules('field-usage', 'field usage');
const specific = inModifiers('specific-modifiers', 'specific');

export const fields: readonly ArticleText[] = [
  {
    id: 'exists',
    title: 'exists',
    group: 'fields',
    text: 'It takes `true` or `false` and stands alone. A field that holds null, an empty text or an empty array is there all the same.',
    examples: [
      {
        about: 'There, whatever it holds',
        rule: `
selection:
  eventName: ModifyDBInstance
  requestParameters.masterUserPassword|exists: true
condition: selection`,
        events: [
          fires(
            '{"eventName": "ModifyDBInstance", "requestParameters": {"masterUserPassword": "****"}}',
            'there',
          ),
          fires(
            '{"eventName": "ModifyDBInstance", "requestParameters": {"masterUserPassword": null}}',
            'null is there',
          ),
          misses('{"eventName": "ModifyDBInstance", "requestParameters": {}}', 'not there'),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21',
        what: 'takes null for absent.',
        here: 'As the specification has it: presence counts, not the value.',
        pins: 'EXI1',
      },
      {
        who: "pySigma's SQLite backend, and Zircolite on it",
        what: 'never finds a field absent: `exists: false` matches nothing.',
        here: 'It matches where the field is not there.',
        pins: 'EXI3',
      },
      {
        who: 'sigma-go and chainsaw',
        what: 'do not know the modifier.',
        here: 'It is known.',
        pins: 'EXI2',
      },
    ],
    links: [inModifiers('generic-modifiers', 'generic')],
    see: ['null', 'absent', 'empty'],
    words: 'present missing field existence',
  },
  {
    id: 'fieldref',
    title: 'fieldref',
    group: 'fields',
    text: 'Compared as texts are, without case. Where one of the two is not there or null, they are not equal. `startswith`, `endswith`, `contains`, `neq` and `cased` may go with it. A field name without `fieldref` is a text like any other, and matches nothing that is recorded.',
    examples: [
      {
        about: 'A key for someone else',
        rule: `
selection:
  eventName: CreateAccessKey
filter_own:
  userIdentity.userName|fieldref: requestParameters.userName
condition: selection and not filter_own`,
        events: [
          fires(
            '{"eventName": "CreateAccessKey", "userIdentity": {"userName": "dana"}, "requestParameters": {"userName": "eve"}}',
            'for another user',
          ),
          misses(
            '{"eventName": "CreateAccessKey", "userIdentity": {"userName": "dana"}, "requestParameters": {"userName": "dana"}}',
            'for herself',
          ),
        ],
      },
      {
        about: 'An ARN that ends with the name',
        rule: `
selection:
  userIdentity.arn|fieldref|endswith: requestParameters.userName
condition: selection`,
        events: [
          fires(
            '{"userIdentity": {"arn": "arn:aws:iam::111122223333:user/dana"}, "requestParameters": {"userName": "dana"}}',
            'the ARN of dana',
          ),
          misses(
            '{"userIdentity": {"arn": "arn:aws:iam::111122223333:user/dana"}}',
            'nothing to compare with',
          ),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21',
        what: 'drops `neq` behind `fieldref`, which turns the answer round.',
        here: '`fieldref|neq` matches when the two are not equal.',
        pins: 'NEG9',
      },
      {
        who: 'rsigma 0.21, sigma-go',
        what: 'refuse `startswith`, `endswith` and `contains` here (sigma-go: all of `fieldref`).',
        here: 'They compare a part of the field with the other one.',
        pins: 'FRF4',
      },
    ],
    links: [specific],
    see: ['neq', 'endswith', 'absent'],
    words: 'compare two fields reference same',
  },
  {
    id: 'expand',
    title: 'expand',
    group: 'fields',
    text: 'A rule with a placeholder that nobody filled in means nothing, so it is refused. Without `expand`, `%name%` is a text with percent signs.',
    examples: [
      {
        about: 'Nobody has said who the admins are',
        rule: `
selection:
  userIdentity.userName|expand: '%admins%'
condition: selection`,
        refused: 'unresolved_placeholder',
        events: [refused('{"userIdentity": {"userName": "dana"}}', 'the rule cannot be run')],
      },
      {
        about: 'Without placeholders it does nothing',
        rule: `
selection:
  userIdentity.userName|expand: dana
condition: selection`,
        events: [
          fires('{"userIdentity": {"userName": "dana"}}', 'the value itself'),
          misses('{"userIdentity": {"userName": "eve"}}', 'another'),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21',
        what: 'takes the values from a field of the event that is called like the placeholder.',
        here: 'An event cannot say what a rule means: without values the rule is refused.',
        pins: 'EXP1',
      },
      {
        who: 'pySigma',
        what: 'resolves placeholders in its pipelines; Hayabusa reads them from files.',
        here: 'The playground has nothing to fill them in with yet.',
        pins: 'Value modifiers: expand: a placeholder without values',
      },
    ],
    links: [specific, inRules('placeholders', 'placeholders')],
    see: ['placeholders', 'lists'],
    words: 'variable list',
  },
  {
    id: 'nested-fields',
    title: 'Nested fields',
    group: 'fields',
    text: 'Write `userIdentity.type`, not a mapping inside a mapping. Where the event has a key that itself holds the dots, that key is taken, and nothing else is looked for.',
    examples: [
      {
        about: 'A path',
        rule: `
selection:
  userIdentity.sessionContext.sessionIssuer.userName: Admin
condition: selection`,
        events: [
          fires(
            '{"userIdentity": {"sessionContext": {"sessionIssuer": {"userName": "Admin"}}}}',
            'step by step',
          ),
          fires(
            '{"userIdentity.sessionContext.sessionIssuer.userName": "Admin"}',
            'flat, as some collectors write it',
          ),
          misses('{"userIdentity": {"userName": "Admin"}}', 'another place'),
        ],
      },
      {
        about: 'A mapping as a value is no detection',
        rule: `
selection:
  userIdentity:
    type: Root
condition: selection`,
        refused: 'nested_value',
        events: [refused('{"userIdentity": {"type": "Root"}}', 'write userIdentity.type')],
      },
    ],
    differs: [
      {
        who: 'ClickHouse, Athena and other SQL backends of pySigma',
        what: 'write the dotted name as a column, which such tables do not have.',
        here: 'The path is followed.',
        pins: 'PTH2',
      },
      {
        who: 'The specification',
        what: 'shows dotted names and has no rule for them; engines differ in which of several readings wins.',
        here: 'The longest key of the event that fits is taken.',
        pins: 'PTH3',
      },
    ],
    links: [usage],
    see: ['arrays', 'objects', 'absent', 'case'],
    words: 'path dots dotted object json',
  },
  {
    id: 'arrays',
    title: 'Arrays',
    group: 'fields',
    text: 'Arrays on the way are walked through, however deep, and need no sign in the path. Two lines about the same array are decided each for itself: they may be met by different elements. `not` means that no element matches.',
    examples: [
      {
        about: 'Through arrays of objects',
        rule: `
selection:
  requestParameters.ipPermissions.items.ipRanges.items.cidrIp: 0.0.0.0/0
condition: selection`,
        events: [
          fires(
            '{"requestParameters": {"ipPermissions": {"items": [{"ipRanges": {"items": [{"cidrIp": "10.0.0.0/8"}, {"cidrIp": "0.0.0.0/0"}]}}]}}}',
            'the second range',
          ),
          misses('{"requestParameters": {"ipPermissions": {"items": []}}}', 'no element, no match'),
        ],
      },
      {
        about: 'Two lines, two elements',
        rule: `
selection:
  ports.from: 22
  ports.range: 0.0.0.0/0
condition: selection`,
        events: [
          fires(
            '{"ports": [{"from": 22, "range": "10.0.0.0/8"}, {"from": 443, "range": "0.0.0.0/0"}]}',
            'each line is met, by another element',
          ),
          misses('{"ports": [{"from": 443, "range": "0.0.0.0/0"}]}', 'the first line is not met'),
        ],
      },
    ],
    differs: [
      {
        who: 'sigma-rust',
        what: 'never matches an array.',
        here: 'Any element is enough.',
        pins: 'ARR1',
      },
      {
        who: 'ClickHouse JSON columns and PostgreSQL by dotted paths',
        what: 'give nothing for a path through an array.',
        here: 'Arrays are walked through.',
        pins: 'ARR3',
      },
      {
        who: 'The array blocks proposed for Sigma',
        what: 'can ask that one element meets several lines.',
        here: 'Lines are decided each for itself; a hint says when no single element meets them all.',
        pins: 'ARR4',
      },
    ],
    links: [usage],
    see: ['nested-fields', 'all', 'objects'],
    words: 'list element items any',
  },
  {
    id: 'objects',
    title: 'Objects as values',
    group: 'fields',
    text: 'The better rule names the path of the value that it means. But published rules ask whole objects for a word, and stores that keep `requestParameters` as a text make that work.',
    examples: [
      {
        about: 'A word in an object',
        rule: `
selection:
  eventName: PutBucketVersioning
  requestParameters|contains: Suspended
condition: selection`,
        events: [
          fires(
            '{"eventName": "PutBucketVersioning", "requestParameters": {"VersioningConfiguration": {"Status": "Suspended"}}}',
            'a value in it',
          ),
          misses(
            '{"eventName": "PutBucketVersioning", "requestParameters": {"VersioningConfiguration": {"Status": "Enabled"}}}',
            'not in it',
          ),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21 and sigma-rust',
        what: 'never match a text against an object.',
        here: 'Its values and its JSON text are looked at.',
        pins: 'PTH6',
      },
    ],
    links: [usage],
    see: ['nested-fields', 'json-in-text', 'contains'],
    words: 'object json text',
  },
  {
    id: 'json-in-text',
    title: 'JSON in a text',
    group: 'fields',
    text: 'IAM records a policy as one text. Its quotes are characters of that text, escaped only in the JSON of the event around it: write them once in the rule. Paths do not lead into it. In some answers it is percent-encoded besides.',
    examples: [
      {
        about: 'A policy document',
        rule: `
selection:
  eventName: PutUserPolicy
  requestParameters.policyDocument|contains: '"Action":"\\*"'
condition: selection`,
        events: [
          fires(
            '{"eventName": "PutUserPolicy", "requestParameters": {"policyDocument": "{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\"}"}}',
            'the quotes of the inner text',
          ),
          misses(
            '{"eventName": "PutUserPolicy", "requestParameters": {"policyDocument": "{\\"Effect\\":\\"Allow\\",\\"Action\\": \\"*\\"}"}}',
            'a space more: another text',
          ),
        ],
      },
    ],
    links: [usage],
    see: ['objects', 'contains', 'escapes', 'all'],
    words: 'policy document string',
  },
];
