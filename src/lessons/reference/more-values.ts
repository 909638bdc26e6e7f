// Values that are no plain texts.
import { fires, inRules, misses, refused } from './article.ts';
import type { ArticleText } from './article.ts';

const general = inRules('general', 'detection in general');

export const moreValues: readonly ArticleText[] = [
  {
    id: 'numbers',
    title: 'Numbers',
    group: 'values',
    text: 'A number of the rule equals the number of the event whatever way it is written, and a text that is written the same. Leading zeros are part of a text: quote account numbers. What is between, above or below is said by `lt`, `lte`, `gt` and `gte`.',
    examples: [
      {
        about: 'As a number, as a text',
        rule: `
selection:
  requestParameters.fromPort: 22
condition: selection`,
        events: [
          fires('{"requestParameters": {"fromPort": 22}}', 'the number'),
          fires('{"requestParameters": {"fromPort": 22.0}}', 'the same number'),
          fires('{"requestParameters": {"fromPort": "22"}}', 'its text'),
          misses('{"requestParameters": {"fromPort": "022"}}', 'another text'),
        ],
      },
      {
        about: 'All digits count',
        rule: `
selection:
  id: 9007199254740993
condition: selection`,
        events: [
          fires('{"id": 9007199254740993}', 'the same'),
          misses('{"id": 9007199254740992}', 'one less'),
        ],
      },
    ],
    differs: [
      {
        who: 'pySigma and rsigma',
        what: 'round numbers beyond 2^53; rsigma reads texts as numbers, so that `04688` equals 4688.',
        here: 'All digits count, and texts are compared as texts.',
        pins: 'NUM5',
      },
      {
        who: 'sigma-go',
        what: 'compares numbers of a million and more as `1e+06`, which no rule says.',
        here: 'Numbers keep their digits.',
        pins: 'NUM7',
      },
      {
        who: 'Readers of YAML 1.1, pySigma among them',
        what: 'take `012345670123` without quotes for octal.',
        here: 'What is written is kept, and Problems offers the quotes.',
        pins: 'NUM16',
      },
    ],
    links: [general],
    see: ['lt', 'gt', 'booleans', 'yaml'],
    words: 'integer decimal port account',
  },
  {
    id: 'booleans',
    title: 'true and false',
    group: 'values',
    text: 'CloudTrail writes some as JSON booleans and some as texts, as `mfaAuthenticated`: here both match. 1, 0, yes and no are something else.',
    examples: [
      {
        about: 'Both kinds',
        rule: `
selection:
  requestParameters.publiclyAccessible: true
condition: selection`,
        events: [
          fires('{"requestParameters": {"publiclyAccessible": true}}', 'the boolean'),
          fires('{"requestParameters": {"publiclyAccessible": "True"}}', 'its text'),
          misses('{"requestParameters": {"publiclyAccessible": 1}}', 'a number'),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21',
        what: 'takes 1 and yes for true.',
        here: 'Only `true` is true.',
        pins: 'BOO3',
      },
      {
        who: "SQLite and stores with typed columns, Sentinel's among them",
        what: "do not find a boolean by the text `'true'`.",
        here: 'A quoted boolean matches, and Problems offers to take the quotes off.',
        pins: 'BOO1',
      },
    ],
    links: [general],
    see: ['numbers', 'yaml'],
    words: 'boolean yes no quoted',
  },
  {
    id: 'keywords',
    title: 'Keywords',
    group: 'values',
    text: "They are parts of values, without case, and may hold wildcards: no field says where. The names of fields are not searched. With `'|all'` every one must be somewhere, in one value or in several. They are costly and match by chance: name the field where you know it.",
    examples: [
      {
        about: 'Anywhere in the event',
        rule: `
keywords:
  - AWSReservedSSO_Administrator
  - mallory
condition: keywords`,
        events: [
          fires('{"userIdentity": {"arn": "arn:aws:iam::111122223333:user/Mallory"}}', 'a part of a value'),
          misses('{"mallory": "dana"}', 'the name of a field'),
        ],
      },
      {
        about: 'All of them, wherever',
        rule: `
keywords:
  '|all':
    - mallory
    - CreateUser
condition: keywords`,
        events: [
          fires('{"eventName": "CreateUser", "requestParameters": {"userName": "mallory"}}', 'in two values'),
          misses('{"eventName": "CreateUser", "requestParameters": {"userName": "dana"}}', 'one of two'),
        ],
      },
    ],
    differs: [
      {
        who: 'Hayabusa, and the raw search of SIEMs',
        what: 'search the whole record, names of fields included.',
        here: 'Values only.',
        pins: 'KEY2',
      },
      {
        who: 'sigma-rust',
        what: 'wants the keyword to be the whole value.',
        here: 'A part is enough.',
        pins: 'KEY1',
      },
      {
        who: 'rsigma 0.21',
        what: "never matches `'|all'`, and never a number.",
        here: 'Each keyword may be met by another value, numbers too.',
        pins: 'KEY3',
      },
      {
        who: 'sigma-go, chainsaw, SQL backends',
        what: 'do not know keywords.',
        here: 'They are known.',
        pins: 'KEY4',
      },
    ],
    links: [inRules('keywords-search', 'keywords')],
    see: ['contains', 'lists', 'all', 'lists-of-maps'],
    words: 'full text search unbound',
  },
  {
    id: 'placeholders',
    title: 'Placeholders',
    group: 'values',
    text: 'They keep what differs from place to place, as names of admins, out of rules that are shared.',
    examples: [
      {
        about: 'Without expand it is a text',
        rule: `
selection:
  userIdentity.userName: '%admins%'
condition: selection`,
        events: [
          fires('{"userIdentity": {"userName": "%admins%"}}', 'the percent signs themselves'),
          misses('{"userIdentity": {"userName": "dana"}}', 'another text'),
        ],
      },
      {
        about: 'With expand, and nothing to fill in',
        rule: `
selection:
  userIdentity.userName|expand: '%admins%'
condition: selection`,
        refused: 'unresolved_placeholder',
        events: [refused('{"userIdentity": {"userName": "dana"}}', 'the rule cannot be run')],
      },
    ],
    differs: [
      {
        who: 'sigma-go',
        what: 'fills in whatever stands between percent signs, with or without the modifier.',
        here: 'Only `expand` makes placeholders.',
        pins: 'EXP2',
      },
    ],
    links: [inRules('placeholders', 'placeholders')],
    see: ['expand', 'lists'],
    words: 'variable percent',
  },
  {
    id: 'yaml',
    title: 'YAML in rules',
    group: 'values',
    text: 'Single quotes take everything as it is; double quotes read backslashes; without quotes, YAML decides between text, number, boolean and null. Quote what begins with a sign, holds a colon or hash, or looks like a number. Tabs may not indent, and a key may stand once.',
    examples: [
      {
        about: 'A hash begins a comment',
        rule: `
selection:
  eventName: Create #User
condition: selection`,
        events: [
          fires('{"eventName": "Create"}', 'the rest was a comment'),
          misses('{"eventName": "Create #User"}', 'quotes would have kept it'),
        ],
      },
      {
        about: 'A key twice',
        rule: `
selection:
  eventName: CreateUser
  eventName: DeleteUser
condition: selection`,
        refused: 'yaml_duplicate_key',
        events: [refused('{"eventName": "DeleteUser"}', 'make it a list')],
      },
    ],
    differs: [
      {
        who: 'Readers of YAML 1.1, pySigma among them',
        what: 'take `yes`, `no`, `on` and `off` for booleans, `12:30:45` for a number, and the last of two equal keys.',
        here: 'YAML 1.2 as the specification has it; Problems says where YAML 1.1 reads something else.',
        pins: 'YAML: a scalar that YAML 1.1 reads otherwise',
      },
    ],
    links: [inRules('yaml-file', 'YAML file')],
    see: ['escapes', 'numbers', 'booleans', 'null'],
    words: 'quotes comment indentation tab syntax',
  },
];
