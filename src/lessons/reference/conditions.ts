// The condition, from single words to the whole.
import { fires, inRules, misses, refused } from './article.ts';
import type { ArticleText } from './article.ts';

const links = [inRules('condition', 'condition')];
const x = (name: string, rest = '') => `{"eventName": "${name}"${rest}}`;

export const conditions: readonly ArticleText[] = [
  {
    id: 'condition',
    title: 'condition',
    group: 'condition',
    text: 'It is made of the names of search identifiers, `and`, `or`, `not`, parentheses, and quantifiers as `1 of selection_*`. A name that the detection does not have is an error.',
    examples: [
      {
        about: 'What is looked for, without what is known',
        rule: `
selection:
  eventName: StopLogging
filter:
  userIdentity.userName: trail-admin
condition: selection and not filter`,
        events: [
          fires(x('StopLogging', ', "userIdentity": {"userName": "eve"}'), 'selected, not filtered'),
          misses(x('StopLogging', ', "userIdentity": {"userName": "trail-admin"}'), 'filtered'),
        ],
      },
      {
        about: 'A name that is none',
        rule: `
selection:
  eventName: StopLogging
condition: selektion`,
        refused: 'unknown_identifier',
        events: [refused(x('StopLogging'), 'there is no selektion')],
      },
    ],
    differs: [
      {
        who: 'sigma-go',
        what: 'takes a name that is not there for something that never matches.',
        here: 'The rule is refused, with the nearest name.',
        pins: 'CND11',
      },
      {
        who: 'Older engines',
        what: 'count events in the condition, `| count() > 5`. Sigma 2 has correlation rules for that.',
        here: 'The rule is refused, and the message says why.',
        pins: 'CND17',
      },
    ],
    links,
    see: ['and-or-not', 'parentheses', 'one-of', 'filters', 'condition-lists'],
    words: 'logic expression',
  },
  {
    id: 'and-or-not',
    title: 'and, or, not',
    group: 'condition',
    text: 'So `a or b and not c` is `a or (b and (not c))`: a filter at the end belongs to `b` alone. Parentheses make another order, and make the one you mean plain to see.',
    examples: [
      {
        about: 'The filter holds for b alone',
        rule: `
a:
  eventName: StopLogging
b:
  eventName: DeleteTrail
c:
  userAgent|contains: terraform
condition: a or b and not c`,
        events: [
          fires(x('StopLogging', ', "userAgent": "terraform"'), 'a is enough'),
          misses(x('DeleteTrail', ', "userAgent": "terraform"'), 'b, but c too'),
          fires(x('DeleteTrail', ', "userAgent": "aws-cli"'), 'b without c'),
        ],
      },
      {
        about: 'not, where the field is not there',
        rule: `
selection:
  eventName: StopLogging
filter:
  userAgent: terraform
condition: selection and not filter`,
        events: [
          fires(x('StopLogging'), 'no user agent: not the filter'),
          misses(x('StopLogging', ', "userAgent": "terraform"'), 'the filter'),
        ],
      },
    ],
    differs: [
      {
        who: 'SQL, OpenSearch and other SIEMs',
        what: 'leave an event out when the filter speaks of a field that it does not have.',
        here: 'What does not match is not filtered: the rule fires.',
        pins: 'NEG1',
      },
      {
        who: 'pySigma',
        what: 'reads a name that begins with `not`, as `not_known`, as `not` and the rest.',
        here: 'A name is read to its end.',
        pins: 'CND12',
      },
      {
        who: 'pySigma, rsigma, sigma-go, Hayabusa',
        what: 'know no operators in capitals.',
        here: '`AND`, `OR` and `NOT` are understood, and Problems says so.',
        pins: 'CND14',
      },
    ],
    links,
    see: ['parentheses', 'filters', 'neq', 'absent'],
    words: 'precedence order operator logic',
  },
  {
    id: 'parentheses',
    title: 'Parentheses',
    group: 'condition',
    text: 'They may be nested. One that is not closed refuses the rule.',
    examples: [
      {
        about: 'The filter holds for both',
        rule: `
a:
  eventName: StopLogging
b:
  eventName: DeleteTrail
c:
  userAgent|contains: terraform
condition: (a or b) and not c`,
        events: [
          misses(x('StopLogging', ', "userAgent": "terraform"'), 'a, but c too'),
          fires(x('StopLogging', ', "userAgent": "aws-cli"'), 'a without c'),
        ],
      },
      {
        about: 'One is missing',
        rule: `
a:
  eventName: StopLogging
condition: (a`,
        refused: 'condition_syntax',
        events: [refused(x('StopLogging'), 'not closed')],
      },
    ],
    links,
    see: ['and-or-not', 'condition'],
    words: 'brackets group precedence',
  },
  {
    id: 'one-of',
    title: '1 of',
    group: 'condition',
    text: 'Behind it stands a pattern of names, `1 of selection_*`, or `them`. Where a pattern fits no name, `1 of` does not match, and so `not 1 of filter_*` holds: rules come with that line before they have filters.',
    examples: [
      {
        about: 'One of two ways',
        rule: `
selection_stop:
  eventName: StopLogging
selection_delete:
  eventName: DeleteTrail
condition: 1 of selection_*`,
        events: [fires(x('DeleteTrail'), 'the second'), misses(x('DescribeTrails'), 'neither')],
      },
      {
        about: 'No filter yet',
        rule: `
selection:
  eventName: StopLogging
condition: selection and not 1 of filter_*`,
        events: [fires(x('StopLogging'), 'nothing to filter'), misses(x('DeleteTrail'), 'not selected')],
      },
    ],
    differs: [
      {
        who: 'Hayabusa and chainsaw',
        what: 'refuse a rule whose pattern fits no name; pySigma drops that part of the condition.',
        here: 'Nothing matches, and Problems warns.',
        pins: 'CND10',
      },
    ],
    links,
    see: ['all-of', 'any-of', 'n-of', 'them', 'patterns', 'filters'],
    words: 'quantifier any',
  },
  {
    id: 'any-of',
    title: 'any of',
    group: 'condition',
    text: 'The specification has `1 of` alone; some converters know this one too.',
    examples: [
      {
        about: 'As 1 of',
        rule: `
selection_stop:
  eventName: StopLogging
selection_delete:
  eventName: DeleteTrail
condition: any of selection_*`,
        events: [fires(x('StopLogging'), 'the first'), misses(x('DescribeTrails'), 'neither')],
      },
    ],
    differs: [
      {
        who: 'sigma-go, sigma-rust, chainsaw, Hayabusa',
        what: 'know only `1 of`.',
        here: 'Both are read.',
        pins: 'Conditions: any of them',
      },
    ],
    links,
    see: ['one-of', 'n-of', 'all-of'],
    words: 'quantifier',
  },
  {
    id: 'all-of',
    title: 'all of',
    group: 'condition',
    text: 'Behind it stands a pattern or `them`. Where a pattern fits no name, `all of` does not match and the rule is told to be wrong: of nothing, everything could be said.',
    examples: [
      {
        about: 'Both conditions',
        rule: `
selection_action:
  eventName: CreateUser
selection_agent:
  userAgent|contains: python
condition: all of selection_*`,
        events: [
          fires(x('CreateUser', ', "userAgent": "Boto3 python"'), 'both'),
          misses(x('CreateUser', ', "userAgent": "console"'), 'one of them'),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21, sigma-rust, sigma-go',
        what: 'say yes to `all of` nothing.',
        here: 'It does not match, and is an error under Problems.',
        pins: 'CND23',
      },
    ],
    links,
    see: ['one-of', 'them', 'patterns', 'all'],
    words: 'quantifier every',
  },
  {
    id: 'n-of',
    title: '2 of, 3 of, …',
    group: 'condition',
    text: 'Useful for weak signs that mean something together. It is not in the specification: converters may refuse it.',
    examples: [
      {
        about: 'Two of three signs',
        rule: `
sign_agent:
  userAgent|contains: python
sign_address:
  sourceIPAddress|cidr: 203.0.113.0/24
sign_error:
  errorCode: AccessDenied
condition: 2 of sign_*`,
        events: [
          fires('{"userAgent": "python", "sourceIPAddress": "10.0.0.1", "errorCode": "AccessDenied"}', 'two'),
          misses('{"userAgent": "python", "sourceIPAddress": "10.0.0.1"}', 'one'),
        ],
      },
    ],
    differs: [
      {
        who: 'pySigma, sigma-go, sigma-rust, chainsaw, Hayabusa',
        what: 'know no other number than 1.',
        here: 'Every number is read, and Problems says that it is no part of the specification.',
        pins: 'CND16',
      },
    ],
    links,
    see: ['one-of', 'all-of', 'patterns'],
    words: 'quantifier count number threshold',
  },
  {
    id: 'them',
    title: 'them',
    group: 'condition',
    text: 'Write `1 of them` or `all of them`. With filters in the same detection it takes those too: patterns are safer.',
    examples: [
      {
        about: 'Names with an underscore stay out',
        rule: `
stop:
  eventName: StopLogging
_later:
  eventName: DescribeTrails
condition: 1 of them`,
        events: [fires(x('StopLogging'), 'one of them'), misses(x('DescribeTrails'), '_later is left out')],
      },
    ],
    differs: [
      {
        who: 'Hayabusa and others',
        what: 'do not know `them`; sigma-go and sigma-rust take names with an underscore as well.',
        here: 'Names with an underscore are left out.',
        pins: 'CND5',
      },
    ],
    links,
    see: ['one-of', 'all-of', 'patterns'],
    words: 'quantifier underscore',
  },
  {
    id: 'patterns',
    title: 'Patterns of names',
    group: 'condition',
    text: 'The star may stand anywhere, more than once. Names that begin with an underscore are fitted only by patterns that do.',
    examples: [
      {
        about: 'Two stars',
        rule: `
sel_cloudtrail_stop:
  eventName: StopLogging
sel_config_stop:
  eventName: StopConfigurationRecorder
condition: 1 of sel_*_stop`,
        events: [fires(x('StopConfigurationRecorder'), 'fits'), misses(x('DeleteTrail'), 'no such search')],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21',
        what: 'never matches a pattern with two stars; chainsaw and Hayabusa know the star only at the end.',
        here: 'Any number of stars, anywhere.',
        pins: 'CND9',
      },
      {
        who: 'rsigma 0.21',
        what: 'lets a bare star take names with an underscore.',
        here: 'Only patterns that begin with an underscore do.',
        pins: 'CND8',
      },
    ],
    links,
    see: ['one-of', 'all-of', 'them', 'filters'],
    words: 'glob star wildcard name',
  },
  {
    id: 'condition-lists',
    title: 'A list of conditions',
    group: 'condition',
    text: 'Each is explained by itself. The prose of the specification allows the list, its JSON schema asks for one text.',
    examples: [
      {
        about: 'Two conditions',
        rule: `
stop:
  eventName: StopLogging
by_root:
  userIdentity.type: Root
condition:
  - stop
  - by_root`,
        events: [
          fires(x('GetUser', ', "userIdentity": {"type": "Root"}'), 'the second'),
          misses(x('GetUser', ', "userIdentity": {"type": "IAMUser"}'), 'neither'),
        ],
      },
    ],
    differs: [
      {
        who: 'sigma-rust and Hayabusa',
        what: 'read one condition only.',
        here: 'Any of them is enough.',
        pins: 'CND15',
      },
    ],
    links,
    see: ['condition', 'and-or-not'],
    words: 'several or',
  },
  {
    id: 'filters',
    title: 'Filters',
    group: 'condition',
    text: 'Names that begin with `filter_` are a custom, not a rule: several of them go into `not 1 of filter_*`. A filter must say enough: with one line it keeps more silent than with two. And it must be able to match, or it is no filter: the Tests tab shows one that never does.',
    examples: [
      {
        about: 'Two kinds of harmless',
        rule: `
selection:
  eventName: DeleteTrail
filter_service:
  userIdentity.type: AWSService
filter_tool:
  userIdentity.userName: deploy
  userAgent|contains: terraform
condition: selection and not 1 of filter_*`,
        events: [
          misses(
            x('DeleteTrail', ', "userIdentity": {"userName": "deploy"}, "userAgent": "terraform"'),
            'all of filter_tool',
          ),
          fires(
            x('DeleteTrail', ', "userIdentity": {"userName": "deploy"}, "userAgent": "curl"'),
            'half of it is no filter',
          ),
        ],
      },
    ],
    differs: [
      {
        who: 'SQL, OpenSearch and other SIEMs',
        what: 'may drop events that lack the field of a filter.',
        here: 'An event without it is not filtered.',
        pins: 'NEG1',
      },
    ],
    links,
    see: ['and-or-not', 'one-of', 'patterns', 'neq'],
    words: 'exclusion exception false positive not',
  },
];
