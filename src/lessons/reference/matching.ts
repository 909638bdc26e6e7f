// Modifiers that say where and how a text is looked for.
import { fires, inModifiers, misses } from './article.ts';
import type { ArticleText } from './article.ts';

const generic = inModifiers('generic-modifiers', 'generic');

export const matching: readonly ArticleText[] = [
  {
    id: 'contains',
    title: 'contains',
    group: 'matching',
    text: 'It is as if `*` stood on both sides of the value. With a list, one of the values is enough, unless `all` follows. A star inside the value still stands for anything.',
    examples: [
      {
        about: 'Anywhere in the bucket policy',
        rule: `
selection:
  eventName: PutBucketPolicy
  requestParameters.policy|contains: s3:GetObject
condition: selection`,
        events: [
          fires(
            '{"eventName": "PutBucketPolicy", "requestParameters": {"policy": "Allow s3:GetObject to all"}}',
            'in the middle',
          ),
          misses(
            '{"eventName": "PutBucketPolicy", "requestParameters": {"policy": "Allow s3:ListBucket to all"}}',
            'another action',
          ),
        ],
      },
    ],
    differs: [
      {
        who: 'sigma-go',
        what: 'knows no wildcards: a star inside the value is a star.',
        here: 'It stands for anything, as in every other value.',
        pins: 'WLD8',
      },
    ],
    links: [generic],
    see: ['startswith', 'endswith', 'wildcards', 'all'],
  },
  {
    id: 'startswith',
    title: 'startswith',
    group: 'matching',
    text: 'It is as if `*` stood behind the value. Useful for names that grow a version: Lambda records `AddPermission` as `AddPermission20150331v2`.',
    examples: [
      {
        about: 'A name with a version behind it',
        rule: `
selection:
  eventName|startswith: AddPermission
condition: selection`,
        events: [
          fires('{"eventName": "AddPermission20150331v2"}', 'the name, and its version'),
          misses('{"eventName": "RemovePermission20150331v2"}', 'begins with something else'),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21',
        what: 'swaps the ends when the value has a wildcard inside: `startswith` then looks at the end of the field.',
        here: 'The beginning counts, whatever the value holds.',
        pins: 'WLD7',
      },
      {
        who: 'chainsaw',
        what: 'looks anywhere in the field, and at upper and lower case, when the value has a wildcard inside.',
        here: 'The beginning counts, and case does not.',
        pins: 'WLD6',
      },
    ],
    links: [generic],
    see: ['endswith', 'contains', 'wildcards'],
    words: 'prefix version',
  },
  {
    id: 'endswith',
    title: 'endswith',
    group: 'matching',
    text: 'It is as if `*` stood before the value. Write the separator with it: `/admin` does not end `/superadmin`, `admin` does.',
    examples: [
      {
        about: 'The last part of an ARN',
        rule: `
selection:
  userIdentity.arn|endswith: ':user/admin'
condition: selection`,
        events: [
          fires('{"userIdentity": {"arn": "arn:aws:iam::111122223333:user/admin"}}', 'it ends so'),
          misses(
            '{"userIdentity": {"arn": "arn:aws:iam::111122223333:user/admin/eve"}}',
            'something follows',
          ),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21',
        what: 'swaps the ends when the value has a wildcard inside: `endswith` then looks at the beginning.',
        here: 'The end counts, whatever the value holds.',
        pins: 'WLD5',
      },
    ],
    links: [generic],
    see: ['startswith', 'contains', 'escapes'],
    words: 'suffix',
  },
  {
    id: 'all',
    title: 'all',
    group: 'matching',
    text: 'It turns the OR of a list into an AND, and goes behind the modifier that says how each value is looked for: `contains|all`. On a field that is an array, each value may be met by another element. A single value has nothing to be joined with: the specification does not allow `all` there.',
    examples: [
      {
        about: 'Both parts, in any order',
        rule: `
selection:
  requestParameters.policy|contains|all:
    - s3:GetObject
    - '"\\*"'
condition: selection`,
        events: [
          fires(
            '{"requestParameters": {"policy": "{\\"Principal\\": \\"*\\", \\"Action\\": \\"s3:GetObject\\"}"}}',
            'has both',
          ),
          misses(
            '{"requestParameters": {"policy": "{\\"Principal\\": \\"dana\\", \\"Action\\": \\"s3:GetObject\\"}"}}',
            'has one of them',
          ),
        ],
      },
      {
        about: 'On an array, each value may hit another element',
        rule: `
selection:
  tags|contains|all: [a, b]
condition: selection`,
        events: [
          fires('{"tags": ["xa", "yb"]}', 'two elements, one value each'),
          misses('{"tags": ["xa", "ya"]}', 'no element has b'),
        ],
      },
    ],
    differs: [
      {
        who: 'Elasticsearch with nested mappings, and the array blocks proposed for Sigma',
        what: 'can ask that one element meets all values.',
        here: 'Each value may hit another element; a hint says when no single element has them all.',
        pins: 'ARR2',
      },
      {
        who: 'rsigma 0.21',
        what: 'refuses `all` on a single value.',
        here: 'It is evaluated, and Problems says that it does nothing.',
        pins: 'Value modifiers: all on a single value',
      },
    ],
    links: [generic],
    see: ['lists', 'contains', 'all-of', 'arrays'],
    words: 'and every',
  },
  {
    id: 'cased',
    title: 'cased',
    group: 'matching',
    text: 'It may stand anywhere among the other modifiers. It does nothing on a regular expression, which minds case already.',
    examples: [
      {
        about: 'CloudTrail writes No, not NO',
        rule: `
selection:
  additionalEventData.MFAUsed|cased: 'No'
condition: selection`,
        events: [
          fires('{"additionalEventData": {"MFAUsed": "No"}}', 'the same letters'),
          misses('{"additionalEventData": {"MFAUsed": "NO"}}', 'other letters, for this rule'),
        ],
      },
    ],
    differs: [
      {
        who: "pySigma's SQLite backend, and Zircolite on it",
        what: 'makes a query that SQLite refuses, so the rule cannot be run.',
        here: 'The comparison minds case.',
        pins: 'CAS2',
      },
    ],
    links: [generic],
    see: ['case', 're', 'i'],
    words: 'case-sensitive',
  },
  {
    id: 'neq',
    title: 'neq',
    group: 'matching',
    text: 'All other modifiers come first, wherever `neq` stands; then the answer is turned round. So a list means none of them, an array must have no such element, and a field that is not there matches.',
    examples: [
      {
        about: 'Neither of two accounts',
        rule: `
selection:
  eventName: AssumeRole
  userIdentity.accountId|neq:
    - '111122223333'
    - '444455556666'
condition: selection`,
        events: [
          fires(
            '{"eventName": "AssumeRole", "userIdentity": {"accountId": "777788889999"}}',
            'none of the two',
          ),
          misses('{"eventName": "AssumeRole", "userIdentity": {"accountId": "444455556666"}}', 'one of them'),
          fires(
            '{"eventName": "AssumeRole", "userIdentity": {"type": "AWSService"}}',
            'the field is not there',
          ),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21',
        what: 'joins the negations of a list by OR, so that two or more values always match.',
        here: 'The field matches none of them.',
        pins: 'NEG3',
      },
      {
        who: 'SQL, OpenSearch and other SIEMs',
        what: 'leave out events without the field: there, comparing nothing gives nothing.',
        here: 'A field that is not there is different from every value.',
        pins: 'NEG2',
      },
    ],
    links: [generic],
    see: ['and-or-not', 'filters', 'absent', 'exists'],
    words: 'not equal different',
  },
  {
    id: 'windash',
    title: 'windash',
    group: 'matching',
    text: 'Programs of Windows take `-enc`, `/enc` and more for the same parameter. Every dash or slash that begins a word of the value is replaced, each by itself; a dash inside a word is left alone.',
    examples: [
      {
        about: 'However the parameter is written',
        rule: `
title: Certutil decodes
logsource:
  product: windows
  category: process_creation
detection:
  selection:
    CommandLine|windash|contains: ' -decode '
  condition: selection`,
        events: [
          fires('{"CommandLine": "certutil /decode a b"}', 'a slash'),
          fires('{"CommandLine": "certutil \\u2013decode a b"}', 'an en dash'),
          misses('{"CommandLine": "certutil decode a b"}', 'neither'),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21 and pySigma',
        what: 'replace hyphens only (pySigma: hyphens and slashes), not the long dashes in a value.',
        here: 'Each of the five in the value stands for all five.',
        pins: 'WIN3',
      },
      {
        who: 'sigma-rust',
        what: 'replaces the dash of one parameter at a time.',
        here: 'Each parameter may have another dash.',
        pins: 'WIN5',
      },
    ],
    links: [inModifiers('string-modifiers', 'strings')],
    see: ['contains', 'wildcards'],
    words: 'dash slash parameter flag windows',
  },
];
