// Values: what stands behind the colon.
import { fires, inRules, misses, refused } from './article.ts';
import type { ArticleText } from './article.ts';

const general = inRules('general', 'detection in general');
const special = inRules('special-field-values', 'special field values');

export const values: readonly ArticleText[] = [
  {
    id: 'equals',
    title: 'A value alone',
    group: 'values',
    text: 'Case makes no difference, white space does. Where only a part is known, write `contains`, `startswith` or `endswith`.',
    examples: [
      {
        about: 'The whole of it',
        rule: `
selection:
  eventName: CreateUser
condition: selection`,
        events: [
          fires('{"eventName": "createuser"}', 'case makes no difference'),
          misses('{"eventName": "CreateUserPool"}', 'more than the value'),
        ],
      },
    ],
    links: [general],
    see: ['contains', 'case', 'wildcards', 'lists'],
    words: 'equal exact',
  },
  {
    id: 'maps',
    title: 'Several lines',
    group: 'values',
    text: 'A field may stand in it once only; for two conditions on the same field use other modifiers, or another search identifier.',
    examples: [
      {
        about: 'Both lines',
        rule: `
selection:
  eventSource: iam.amazonaws.com
  eventName: CreateUser
condition: selection`,
        events: [
          fires('{"eventSource": "iam.amazonaws.com", "eventName": "CreateUser"}', 'both'),
          misses('{"eventSource": "transfer.amazonaws.com", "eventName": "CreateUser"}', 'another service'),
        ],
      },
    ],
    links: [inRules('maps', 'maps')],
    see: ['lists', 'lists-of-maps', 'and-or-not'],
    words: 'mapping and dictionary',
  },
  {
    id: 'lists',
    title: 'Lists of values',
    group: 'values',
    text: 'With `all` behind the field, every value must match instead. An empty list is an error.',
    examples: [
      {
        about: 'One of two',
        rule: `
selection:
  eventName:
    - StopLogging
    - DeleteTrail
condition: selection`,
        events: [
          fires('{"eventName": "DeleteTrail"}', 'the second'),
          misses('{"eventName": "DescribeTrails"}', 'neither'),
        ],
      },
      {
        about: 'A list of nothing',
        rule: `
selection:
  eventName: []
condition: selection`,
        refused: 'empty_value_list',
        events: [refused('{"eventName": "StopLogging"}', 'nothing to look for')],
      },
    ],
    differs: [
      {
        who: 'pySigma',
        what: 'reads an empty list as null.',
        here: 'The rule is refused.',
        pins: 'CND22',
      },
    ],
    links: [inRules('lists', 'lists')],
    see: ['all', 'lists-of-maps', 'maps', 'keywords'],
    words: 'or any several',
  },
  {
    id: 'lists-of-maps',
    title: 'Lists of mappings',
    group: 'values',
    text: 'Within a mapping all lines must match, as ever. Search identifiers with names, and `1 of selection_*`, say the same and are easier to explain.',
    examples: [
      {
        about: 'This, or that with something more',
        rule: `
selection:
  - eventName: StopLogging
  - eventName: UpdateTrail
    requestParameters.isMultiRegionTrail: false
condition: selection`,
        events: [
          fires('{"eventName": "StopLogging"}', 'the first mapping'),
          fires(
            '{"eventName": "UpdateTrail", "requestParameters": {"isMultiRegionTrail": false}}',
            'the second',
          ),
          misses('{"eventName": "UpdateTrail"}', 'half of the second'),
        ],
      },
    ],
    differs: [
      {
        who: 'sigma-go, sigma-rust, Zircolite',
        what: 'know no lists that hold mappings and values mixed.',
        here: 'Values among mappings are keywords.',
        pins: 'KEY8',
      },
    ],
    links: [inRules('lists', 'lists')],
    see: ['lists', 'maps', 'one-of', 'keywords'],
    words: 'or alternatives',
  },
  {
    id: 'case',
    title: 'Upper and lower case',
    group: 'values',
    text: 'Letters of every script are compared so, one by one: `ß` is not `ss`. `cased` and `re` mind case. A field that is written in another case is another field, which the explanation tells.',
    examples: [
      {
        about: 'The value, and the name of the field',
        rule: `
selection:
  eventName: ÄNDERN
condition: selection`,
        events: [
          fires('{"eventName": "ändern"}', 'the value in lower case'),
          misses('{"eventname": "ÄNDERN"}', 'another field'),
        ],
      },
    ],
    differs: [
      {
        who: 'SQLite and Hayabusa',
        what: 'disregard case in the letters A to Z only.',
        here: 'All letters are folded one by one, as Unicode has it.',
        pins: 'CAS4',
      },
      {
        who: 'ClickHouse and Elasticsearch, as converters write for them',
        what: 'mind case where a value stands alone.',
        here: 'Case makes no difference.',
        pins: 'CAS1',
      },
    ],
    links: [general],
    see: ['cased', 'i', 're'],
    words: 'insensitive upper lower unicode',
  },
  {
    id: 'wildcards',
    title: 'Wildcards',
    group: 'values',
    text: 'They stand for line breaks as well. A value that is a star alone wants the field to be there with a text, an empty one included: `exists` says better what is meant. In a policy, `"*"` is often meant as a star: then it must be escaped.',
    examples: [
      {
        about: 'Any, and exactly one',
        rule: `
selection:
  requestParameters.roleName: 'admin-??-*'
condition: selection`,
        events: [
          fires('{"requestParameters": {"roleName": "Admin-eu-west"}}', 'two, then any'),
          misses('{"requestParameters": {"roleName": "Admin-e-west"}}', 'one where two must be'),
        ],
      },
      {
        about: 'A star that was meant as one',
        rule: `
selection:
  requestParameters.principal: '*'
condition: selection`,
        events: [
          fires('{"requestParameters": {"principal": "*"}}', 'the star that was meant'),
          fires('{"requestParameters": {"principal": "111122223333"}}', 'and everything else'),
          misses('{"requestParameters": {}}', 'nothing there'),
        ],
      },
    ],
    differs: [
      {
        who: 'sigma-go',
        what: 'knows no wildcards at all.',
        here: 'They are known in every value.',
        pins: 'WLD6',
      },
      {
        who: 'rsigma 0.21, and Hayabusa for `?`',
        what: 'let them stop at line breaks.',
        here: 'They stand for line breaks too.',
        pins: 'WLD1',
      },
    ],
    links: [inRules('string-wildcard', 'wildcards')],
    see: ['escapes', 'contains', 'exists', 're'],
    words: 'star asterisk question mark glob any',
  },
  {
    id: 'escapes',
    title: 'Backslashes',
    group: 'values',
    text: 'Before anything else it is a backslash: paths of Windows need none twice. Two of them are one; to have one before a wildcard, write two. Between double quotes YAML reads backslashes first: use single quotes.',
    examples: [
      {
        about: 'A star is a star',
        rule: `
selection:
  requestParameters.principal: '\\*'
condition: selection`,
        events: [
          fires('{"requestParameters": {"principal": "*"}}', 'a star'),
          misses('{"requestParameters": {"principal": "111122223333"}}', 'not one'),
        ],
      },
      {
        about: 'A backslash, then anything',
        rule: `
title: Temporary executables
logsource:
  product: windows
  category: process_creation
detection:
  selection:
    Image: 'C:\\Temp\\\\*'
  condition: selection`,
        events: [
          fires('{"Image": "C:\\\\Temp\\\\a.exe"}', 'a file in it'),
          misses('{"Image": "C:\\\\Temporary"}', 'no backslash behind Temp'),
        ],
      },
    ],
    differs: [
      {
        who: 'sigma-go',
        what: 'knows no escapes: backslashes are backslashes.',
        here: 'One reading from left to right, as the specification has it.',
        pins: 'ESC7',
      },
      {
        who: 'Some backends of pySigma',
        what: 'let a backslash at the end escape the star that `contains` adds.',
        here: 'What a modifier adds is never escaped.',
        pins: 'ESC10',
      },
    ],
    links: [inRules('escaping', 'escaping')],
    see: ['wildcards', 'contains', 'yaml'],
    words: 'escape literal star quote',
  },
  {
    id: 'null',
    title: 'null',
    group: 'values',
    text: 'Both are the same to it; `exists` tells them apart. An empty text and an empty array are neither. CloudTrail leaves `errorCode` out where a call succeeded, so `errorCode: null` means success. In a list, null has no place.',
    examples: [
      {
        about: 'Only calls that succeeded',
        rule: `
selection:
  eventName: CreateUser
  errorCode: null
condition: selection`,
        events: [
          fires('{"eventName": "CreateUser"}', 'not there'),
          fires('{"eventName": "CreateUser", "errorCode": null}', 'null'),
          misses('{"eventName": "CreateUser", "errorCode": ""}', 'an empty text is a value'),
        ],
      },
    ],
    differs: [
      {
        who: 'sigma-rust and Hayabusa',
        what: 'take one of the two only: a key with null (sigma-rust), or no key (Hayabusa).',
        here: 'Both are meant.',
        pins: 'NUL1',
      },
      {
        who: 'sigma-go',
        what: 'cannot run a rule with YAML null, and takes the text `null` for absent.',
        here: '`null` without quotes is null, with quotes a text.',
        pins: 'NUL8',
      },
    ],
    links: [special],
    see: ['absent', 'empty', 'exists'],
    words: 'missing nothing success errorcode',
  },
  {
    id: 'empty',
    title: 'Empty texts',
    group: 'values',
    text: "Write it as `''`. With `contains` it is in every text.",
    examples: [
      {
        about: 'There, and empty',
        rule: `
selection:
  userIdentity.accessKeyId: ''
condition: selection`,
        events: [
          fires('{"userIdentity": {"accessKeyId": ""}}', 'an empty text'),
          misses('{"userIdentity": {"accessKeyId": null}}', 'null'),
          misses('{"userIdentity": {}}', 'not there'),
        ],
      },
    ],
    differs: [
      {
        who: 'sigmalite, and SIEMs whose columns are never null',
        what: 'cannot tell an empty text from nothing.',
        here: 'They are two things.',
        pins: 'NUL6',
      },
    ],
    links: [special],
    see: ['null', 'absent', 'wildcards'],
    words: 'blank string',
  },
  {
    id: 'absent',
    title: 'Fields that are not there',
    group: 'values',
    text: 'Under `not`, then, and with `neq`, it does match: what is not equal is different. An array on the way that is empty holds no such field either.',
    examples: [
      {
        about: 'not makes it match',
        rule: `
selection:
  eventName: AssumeRole
filter:
  requestParameters.roleSessionName|startswith: deploy-
condition: selection and not filter`,
        events: [
          fires('{"eventName": "AssumeRole", "requestParameters": null}', 'no session name'),
          misses(
            '{"eventName": "AssumeRole", "requestParameters": {"roleSessionName": "deploy-7"}}',
            'filtered',
          ),
        ],
      },
    ],
    differs: [
      {
        who: 'SQL, OpenSearch and other SIEMs',
        what: 'keep such events out on both sides of `not`.',
        here: 'Something matches or it does not: there is no third.',
        pins: 'NEG1',
      },
      {
        who: 'sigma-go',
        what: 'takes a field that is not there for the text `<nil>`, which `contains: nil` finds.',
        here: 'It has no text.',
        pins: 'WLD12',
      },
    ],
    links: [inRules('field-existence', 'field existence')],
    see: ['null', 'exists', 'and-or-not', 'neq'],
    words: 'missing lacking undefined',
  },
];
