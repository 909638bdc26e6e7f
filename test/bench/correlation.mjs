// Correlations over many events, chained, with the matching of the rules they refer to: on the built library in plain Node.
import { duration, judged, median, printTable, time } from './measure.mjs';

const total = 100_000;
/** All of it: the rules over the events, the times, the correlations. */
const mostMs = 2000;
const rounds = 5;

const detection = (name, selection) =>
  `title: ${name}\nname: ${name}\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: ${selection}, condition: s}\n`;
const correlation = (name, lines) => `title: ${name}\nname: ${name}\ncorrelation: {${lines}}\n`;

const base = [
  detection('failed', '{eventName: ConsoleLogin, responseElements.ConsoleLogin: Failure}'),
  detection('signed_in', '{eventName: ConsoleLogin, responseElements.ConsoleLogin: Success}'),
  detection('any', "{eventName: '*'}"),
];
const many = correlation(
  'many_failed',
  'type: event_count, rules: [failed], group-by: [user], timespan: 10m, condition: {gte: 5}',
);
const thenIn = correlation(
  'then_in',
  'type: temporal_ordered, rules: [many_failed, signed_in], group-by: [user], timespan: 15m',
);

const rows = [
  {
    name: 'chain of four: counts, in order, temporal, count of hits',
    parts: [
      many,
      thenIn,
      correlation(
        'spread',
        'type: value_count, rules: [failed], group-by: [ip], timespan: 1h, condition: {field: user, gte: 12}',
      ),
      correlation('both', 'type: temporal, rules: [then_in, spread], group-by: [ip], timespan: 1d'),
      correlation('often', 'type: event_count, rules: [both, then_in], timespan: 1d, condition: {gte: 10}'),
    ],
  },
  {
    name: 'event_count, one group',
    parts: [correlation('c', 'type: event_count, rules: [any], timespan: 1h, condition: {gte: 1000000}')],
  },
  {
    name: 'event_count, fires at every event',
    parts: [correlation('c', 'type: event_count, rules: [any], timespan: 1h, condition: {gte: 1}')],
  },
  {
    name: 'event_count, a group for each event',
    parts: [
      correlation(
        'c',
        'type: event_count, rules: [any], group-by: [eventID], timespan: 1h, condition: {gte: 2}',
      ),
    ],
  },
  {
    name: 'value_count of tuples',
    parts: [
      correlation(
        'c',
        'type: value_count, rules: [any], group-by: [ip], timespan: 1d, condition: {field: [user, ip], gt: 900}',
      ),
    ],
  },
  {
    name: 'value_sum',
    parts: [
      correlation(
        'c',
        'type: value_sum, rules: [any], timespan: 1d, condition: {field: bytes, gt: 1000000000}',
      ),
    ],
  },
  {
    name: 'value_avg, fires at most events',
    parts: [
      correlation('c', 'type: value_avg, rules: [any], timespan: 1d, condition: {field: bytes, gt: 5000}'),
    ],
  },
  {
    name: 'value_percentile, one window of all',
    parts: [
      correlation(
        'c',
        'type: value_percentile, rules: [any], timespan: 1y, condition: {field: bytes, percentile: 99.9, gt: 9990}',
      ),
    ],
  },
  {
    name: 'value_median, lower bound and upper',
    parts: [
      correlation(
        'c',
        'type: value_median, rules: [any], timespan: 1h, condition: {field: bytes, gt: 5000, lt: 5100}',
      ),
    ],
  },
  {
    name: 'temporal_ordered, condition of names',
    parts: [
      correlation(
        'c',
        "type: temporal_ordered, rules: [failed, signed_in, any], timespan: 1h, condition: 'failed and signed_in and not any'",
      ),
    ],
  },
];

/** Reproducible: the same figures each time. */
function random(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Sign-ins of 1,000 users from 200 addresses in 20 days; one in a hundred is late. */
function signIns() {
  const next = random(7);
  const start = Date.UTC(2026, 0, 1);
  const step = (20 * 86_400_000) / total;
  return Array.from({ length: total }, (_, i) => {
    const late = next() < 0.01 ? 3_600_000 * next() : 0;
    const hot = next() < 0.2;
    return {
      eventID: `e${i}`,
      eventTime: new Date(start + i * step - late).toISOString(),
      eventName: 'ConsoleLogin',
      responseElements: { ConsoleLogin: next() < 0.7 ? 'Failure' : 'Success' },
      user: `u${hot ? Math.floor(next() * 5) : Math.floor(next() * 1000)}`,
      ip: `10.0.0.${Math.floor(next() * 200)}`,
      bytes: Math.floor(next() * 1_000_000) / 100,
    };
  });
}

export async function benchCorrelation({ correlate }) {
  const events = signIns();
  let good = true;
  const table = rows.map(({ name, parts }) => {
    const text = [...base, ...parts].join('---\n');
    let run;
    const times = Array.from({ length: rounds }, () => time(() => (run = correlate(text, events))));
    if (run.correlations.some(({ undecided }) => undecided)) throw new Error(`${name} is not decided.`);
    const ms = median(times);
    good &&= ms <= mostMs;
    return [
      name,
      run.correlations.map(({ hitCount }) => hitCount.toLocaleString('en')).join(' · '),
      run.correlations.map(({ groupCount }) => groupCount.toLocaleString('en')).join(' · '),
      duration(times[0]),
      judged(ms, mostMs, duration),
    ];
  });
  printTable(
    `Correlations over ${total.toLocaleString('en')} events, rules and times included`,
    ['correlations', 'hits', 'groups', 'first', 'median'],
    table,
  );
  return good;
}
