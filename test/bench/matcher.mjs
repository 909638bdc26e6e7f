// Reading, compiling, matching and explaining, each apart, on the built library in plain Node.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventLines } from './cloudtrail-events.mjs';
import { longRule, rows } from './matcher-rows.mjs';
import { duration, judged, median, percent, perCall, printTable, time } from './measure.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const total = 100_000;
const batch = 5_000;
/** A rule may cost this much of what JSON.parse of the same bytes costs. */
const mostOfParse = 0.25;

export async function benchMatcher(matcher) {
  const { readRules, compileRule, match, explain, readEvents } = matcher;
  const ruleOf = (text) => readRules(text).rules.find(({ type }) => type === 'detection');
  const compiled = rows.map(({ rule }) => compileRule(ruleOf(rule)));
  const one = JSON.parse(eventLines(1, 3)[0]);

  printTable(
    'One rule (median)',
    ['rule', 'read', 'compile', 'explain one event'],
    [...rows, { name: '4,432 values', rule: longRule }].map(({ name, rule }) => {
      const read = ruleOf(rule);
      const ready = compileRule(read);
      return [
        name,
        duration(perCall(() => readRules(rule))),
        duration(perCall(() => compileRule(read))),
        duration(perCall(() => explain(ready, one))),
      ];
    }),
  );

  // In batches, the two interleaved: one process, one heap, the same bytes. The garbage that parsing leaves is
  // collected in between, on nobody's account; medians, because other programs run too.
  const parseMs = [];
  const matchMs = rows.map(() => []);
  const hits = rows.map(() => 0);
  let bytes = 0;
  for (let from = -batch; from < total; from += batch) {
    const lines = eventLines(batch, Math.max(from, 0));
    let events = [];
    const parsed = time(() => (events = lines.map((line) => JSON.parse(line))));
    collectGarbage();
    const found = rows.map(() => 0);
    const matched = compiled.map((rule, index) =>
      time(() => {
        for (const event of events) if (match(rule, event) === 'match') found[index]++;
      }),
    );
    // The first batch only warms up.
    if (from < 0) continue;
    parseMs.push(parsed);
    bytes += lines.reduce((sum, line) => sum + line.length, 0);
    matched.forEach((ms, index) => matchMs[index].push(ms));
    found.forEach((count, index) => (hits[index] += count));
  }
  const ratios = matchMs.map((times) => median(times.map((ms, index) => ms / parseMs[index])));
  printTable(
    `One rule over ${total.toLocaleString('en')} events, ${(bytes / 1e6).toFixed(0)} MB; JSON.parse: ${duration(median(parseMs) / batch)} an event`,
    ['rule', 'hits', 'per event', 'of JSON.parse'],
    rows.map(({ name }, index) => [
      name,
      hits[index],
      duration(median(matchMs[index]) / batch),
      index === 0 ? judged(ratios[index], mostOfParse, percent) : percent(ratios[index]),
    ]),
  );

  const text = eventLines(1000).join('\n');
  printTable(
    `Reading ${(text.length / 1e6).toFixed(1)} MB of events`,
    ['reader', 'time', 'MB/s'],
    [
      ['JSON.parse', perCall(() => text.split('\n').map((line) => JSON.parse(line)))],
      ['readEvents (keeps places and number texts)', perCall(() => readEvents(text))],
    ].map(([name, ms]) => [name, duration(ms), (text.length / 1e3 / ms).toFixed(0)]),
  );

  if (compiled.some(({ refused }) => refused)) throw new Error('A rule of the benchmark is refused.');
  return ratios[0] <= mostOfParse;
}
