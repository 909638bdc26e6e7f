// Modifiers that compare: numbers, dates, addresses.
import { fires, inModifiers, misses, refused } from './article.ts';
import type { ArticleText, ExampleEvent, TopicId } from './article.ts';

const numeric = [inModifiers('numeric-modifiers', 'numbers')];

const count = (value: string) => `{"requestParameters": {"maxResults": ${value}}}`;

interface Comparison {
  readonly id: 'lt' | 'lte' | 'gt' | 'gte';
  readonly text: string;
  readonly events: readonly ExampleEvent[];
}

const comparison = ({ id, text, events }: Comparison): ArticleText => ({
  id,
  title: id,
  group: 'numbers',
  text,
  examples: [
    {
      about: 'A number beside 100',
      rule: `
selection:
  requestParameters.maxResults|${id}: 100
condition: selection`,
      events,
    },
  ],
  differs: [
    {
      who: "pySigma's SQLite backend",
      what: 'lets the database compare: there, any text is greater than any number.',
      here: 'A text that is no number compares to nothing.',
      pins: 'NUM10',
    },
    {
      who: 'sigma-rust',
      what: 'compares whole numbers with whole numbers only, and texts letter by letter.',
      here: 'Texts that are numbers are compared as numbers.',
      pins: 'NUM9',
    },
  ],
  links: numeric,
  see: (['lt', 'lte', 'gt', 'gte', 'numbers', 'neq'] as const).filter((each) => each !== id),
  words: 'compare number less greater',
});

const time = [inModifiers('time-modifiers', 'time')];
const at = (text: string) => `{"eventTime": "${text}"}`;

interface Part {
  readonly id: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
  readonly text: string;
  readonly about: string;
  readonly item: string;
  readonly events: readonly ExampleEvent[];
  readonly differs?: ArticleText['differs'];
}

const utc = {
  who: 'The specification',
  what: 'says nothing of time zones, and engines take the text as it stands or in a zone of their own.',
  here: 'Dates are brought to UTC first.',
  pins: 'TIM5',
} as const;

const timePart = ({ id, text, about, item, events, differs = [utc] }: Part): ArticleText => ({
  id,
  title: id,
  group: 'numbers',
  text,
  examples: [{ about, rule: `\nselection:\n  ${item}\ncondition: selection`, events }],
  differs,
  links: time,
  see: (['minute', 'hour', 'day', 'week', 'month', 'year', 'gte'] as readonly TopicId[]).filter(
    (each) => each !== id,
  ),
  words: 'date time clock',
});

export const numericArticles: readonly ArticleText[] = [
  comparison({
    id: 'lt',
    text: 'Texts that are numbers count as numbers; everything else, and a field that is not there, does not match.',
    events: [
      fires(count('99.5'), 'less'),
      misses(count('100'), 'the same'),
      misses('{"requestParameters": {}}', 'not there'),
    ],
  }),
  comparison({
    id: 'lte',
    text: 'Two of these comparisons on one field make a range, each in its own line.',
    events: [fires(count('100'), 'the same'), misses(count('101'), 'greater')],
  }),
  comparison({
    id: 'gt',
    text: 'All digits count: numbers are not rounded, however long they are.',
    events: [
      fires(count('"1000"'), 'a text that is a number'),
      misses(count('100'), 'the same'),
      misses(count('true'), 'no number'),
    ],
  }),
  comparison({
    id: 'gte',
    text: 'On an array it is enough that one element is such a number.',
    events: [fires(count('[1, 100]'), 'one of the elements'), misses(count('99'), 'less')],
  }),
  timePart({
    id: 'minute',
    text: 'Dates as in RFC 3339, `2026-11-12 09:14:27`, and seconds or milliseconds since 1970 are read.',
    about: 'On the hour',
    item: 'eventTime|minute: 0',
    events: [fires(at('2026-11-12T09:00:41Z'), 'minute 0'), misses(at('2026-11-12T09:14:27Z'), 'minute 14')],
  }),
  timePart({
    id: 'hour',
    text: 'A comparison behind it makes a span: `hour|gte`. What happens outside of working hours takes two lines, or two search identifiers.',
    about: 'Late at night, in UTC',
    item: 'eventTime|hour|gte: 22',
    events: [
      fires(at('2026-11-12T23:10:00Z'), 'hour 23'),
      misses(at('2026-11-12T23:10:00+02:00'), 'hour 21 in UTC'),
    ],
    differs: [
      utc,
      {
        who: 'rsigma 0.21',
        what: 'allows no comparison behind a part of a date.',
        here: '`lt`, `lte`, `gt`, `gte` and `neq` may follow.',
        pins: 'TIM2',
      },
    ],
  }),
  timePart({
    id: 'day',
    text: 'The day of the month, not of the week: Sigma has no modifier for weekdays.',
    about: 'The first of a month',
    item: 'eventTime|day: 1',
    events: [fires(at('2026-12-01T04:00:00Z'), 'day 1'), misses(at('2026-11-12T04:00:00Z'), 'day 12')],
  }),
  timePart({
    id: 'week',
    text: 'Weeks begin on Monday, and the first week of a year is the one with its first Thursday: early January may belong to the last week of the year before.',
    about: 'The first week',
    item: 'eventTime|week: 1',
    events: [
      fires(at('2024-01-01T00:00:00Z'), 'a Monday'),
      misses(at('2027-01-01T00:00:00Z'), 'a Friday: week 53 of 2026'),
    ],
    differs: [
      {
        who: "pySigma's SQLite backend",
        what: 'counts weeks from the first Monday, with a week 0 before it.',
        here: 'Weeks are those of ISO 8601.',
        pins: 'TIM4',
      },
    ],
  }),
  timePart({
    id: 'month',
    text: 'From 1 for January.',
    about: 'In December',
    item: 'eventTime|month: 12',
    events: [fires(at('2026-12-24T18:00:00Z'), 'month 12'), misses(at('2026-11-24T18:00:00Z'), 'month 11')],
  }),
  timePart({
    id: 'year',
    text: 'With a comparison: `year|lt`. A number in the field is seconds or milliseconds since 1970.',
    about: 'A clock that is wrong',
    item: 'eventTime|year|lt: 2006',
    events: [
      fires(at('1970-01-01T00:00:12Z'), 'before CloudTrail, and before AWS'),
      misses(at('2026-11-12T09:14:27Z'), 'now'),
    ],
    differs: [
      {
        who: 'The specification',
        what: 'asks for date values and does not say which texts and numbers are dates.',
        here: 'RFC 3339, `YYYY-MM-DD HH:MM:SS`, and seconds or milliseconds since 1970 are read.',
        pins: 'TIM3',
      },
    ],
  }),
  {
    id: 'cidr',
    title: 'cidr',
    group: 'numbers',
    text: 'Networks of IPv4 and IPv6; a list of them is an OR. What is no address matches no network: CloudTrail writes names of services, as `cloudformation.amazonaws.com`, into `sourceIPAddress` too, and a filter by networks alone lets those through.',
    examples: [
      {
        about: 'Not from our networks',
        rule: `
selection:
  eventName: ConsoleLogin
filter:
  sourceIPAddress|cidr:
    - 10.0.0.0/8
    - 2001:db8::/32
condition: selection and not filter`,
        events: [
          fires('{"eventName": "ConsoleLogin", "sourceIPAddress": "203.0.113.9"}', 'from elsewhere'),
          misses('{"eventName": "ConsoleLogin", "sourceIPAddress": "10.1.2.3"}', 'from the network'),
          fires(
            '{"eventName": "ConsoleLogin", "sourceIPAddress": "AWS Internal"}',
            'no address: in no network',
          ),
        ],
      },
      {
        about: 'A network that is none',
        rule: `
selection:
  sourceIPAddress|cidr: 10.0.0.0/33
condition: selection`,
        refused: 'invalid_cidr',
        events: [refused('{"sourceIPAddress": "10.1.2.3"}', 'IPv4 has 32 bits')],
      },
    ],
    differs: [
      {
        who: 'pySigma',
        what: 'refuses a network whose address has bits beyond its prefix, as `10.0.0.1/8`.',
        here: 'It is read as the network around it, and Problems says so.',
        pins: 'CID4',
      },
      {
        who: "pySigma's SQLite backend",
        what: 'turns networks into beginnings of texts, `10.%`, which knows no IPv6 and no shorter spelling.',
        here: 'Addresses are compared as numbers.',
        pins: 'CID3',
      },
      {
        who: 'chainsaw',
        what: 'does not know the modifier.',
        here: 'It is known.',
        pins: 'CID1',
      },
    ],
    links: [inModifiers('ip-internet-protocol-modifiers', 'IP addresses')],
    see: ['startswith', 'filters', 'neq'],
    words: 'ip address network subnet',
  },
];
