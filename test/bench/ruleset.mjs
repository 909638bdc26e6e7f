// All rules from outside at once over all events from outside, repeated: one thread, on the built library in plain Node.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { duration, judged, median, printTable, time } from './measure.mjs';
import { benchRsigma } from './ruleset-rsigma.mjs';
import { limits, rows } from './ruleset-rows.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const folder = join(import.meta.dirname, '../../../shared/conformance/public');
const eventFiles = [
  { name: 'windows.ndjson', logsource: 'product=windows' },
  { name: 'cloudtrail.ndjson', logsource: 'product=aws,service=cloudtrail' },
];
const total = 100_000;
/** So many events are parsed and matched in turn: few enough to stay near the processor. */
const chunkSize = 250;
const wholeSet = 3_100;
/** One by one, an event takes milliseconds: every n-th will do. */
const sampleEvery = 40;

export async function benchRuleset(matcher) {
  if (!existsSync(folder)) {
    console.log(`\nRule set: left out, there is no ${folder}`);
    return true;
  }
  const linesOf = (name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
  const published = linesOf('rules.ndjson').map((line) => JSON.parse(line));
  const yaml = published.map((each) => each.yaml);
  const corpora = eventFiles.map((file) => ({ ...file, lines: linesOf(file.name) }));
  const { rules, good: compiledWell } = benchCompile(matcher, yaml);
  const {
    pairs,
    perEvent,
    good: ranWell,
  } = benchMatch(
    matcher,
    rules,
    corpora.flatMap(({ lines }) => lines),
  );
  const asQuick = benchRsigma({
    rules: rules.map(({ rule }, i) => ({ id: published[i].id, title: rule.title })),
    yaml,
    corpora,
    total,
    perEvent,
    pairs,
    least: limits.ofRsigma,
  });
  return compiledWell && ranWell && asQuick;
}

function benchCompile({ readRules, compileRule, compileRuleSet }, yaml) {
  const texts = Array.from({ length: wholeSet }, (_, i) => yaml[i % yaml.length]);
  const heap = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const steps = [];
  const step = (name, run) => {
    const before = heap();
    let result;
    const ms = time(() => (result = run()));
    steps.push({ name, ms, mb: heap() - before });
    return result;
  };
  const read = step('read (YAML)', () =>
    texts.map((text) => readRules(text).rules.find(({ type }) => type === 'detection')),
  );
  const rules = step('compile each', () => read.map((rule) => compileRule(rule)));
  const set = step('index', () => compileRuleSet(rules));
  const compile = steps.slice(1);
  const ms = compile.reduce((sum, each) => sum + each.ms, 0);
  const mb = compile.reduce((sum, each) => sum + each.mb, 0);
  printTable(
    `${wholeSet.toLocaleString('en')} rules, cold (${yaml.length.toLocaleString('en')} from outside, some of them twice); tables ${megabytes(set.stats.tableBytes)}`,
    ['step', 'time', 'heap'],
    [
      ...steps.map((each) => [each.name, duration(each.ms), `${each.mb.toFixed(1)} MB`]),
      [
        'compile and index',
        judged(ms, limits.compileMs, duration),
        judged(mb, limits.compileMb, (value) => `${value.toFixed(1)} MB`),
      ],
    ],
  );
  return {
    rules: rules.slice(0, yaml.length),
    good: ms <= limits.compileMs && mb <= limits.compileMb,
  };
}

function benchMatch({ compileRuleSet, match }, rules, lines) {
  const rounds = Math.ceil(total / lines.length);
  const results = rows.map(({ name, vary }) => {
    const set = compileRuleSet(rules);
    const parseMs = [];
    const matchMs = [];
    let hits = 0;
    // Parsed and matched in turn, in chunks as a worker gets them. The first round only warms up.
    for (let round = -1; round < rounds; round++) {
      const texts = lines.map((line, i) => vary(line, round * lines.length + i));
      let [parsed, matched] = [0, 0];
      for (let from = 0; from < texts.length; from += chunkSize) {
        const chunk = texts.slice(from, from + chunkSize);
        let events = [];
        parsed += time(() => (events = chunk.map((line) => JSON.parse(line))));
        let found;
        matched += time(() => (found = set.matchBatch(events)));
        if (round >= 0) hits += found.pairs.length / 2;
      }
      if (round < 0) continue;
      parseMs.push(parsed / lines.length);
      matchMs.push(matched / lines.length);
    }
    return {
      name,
      hits,
      stats: set.stats,
      perEvent: median(matchMs),
      parse: median(parseMs),
      parseMs,
      matchMs,
    };
  });

  const events = lines.map((line) => JSON.parse(line));
  const sample = events.filter((_, i) => i % sampleEvery === 0);
  let alone = 0;
  const oneByOne =
    time(() => {
      for (const event of sample) for (const rule of rules) if (match(rule, event) === 'match') alone++;
    }) / sample.length;
  const set = compileRuleSet(rules);
  const { pairs } = set.matchBatch(events);
  const sampled = set.matchBatch(sample).pairs.length / 2;
  if (sampled !== alone) throw new Error(`One by one ${alone} rules match, as a set ${sampled}.`);

  const ratios = results.map(({ parseMs, matchMs }) => median(matchMs.map((ms, i) => ms / parseMs[i])));
  printTable(
    `${rules.length.toLocaleString('en')} rules over ${(rounds * lines.length).toLocaleString('en')} events, one thread; one by one: ${duration(oneByOne)} an event`,
    ['events', 'per event', 'events/s', 'of JSON.parse', 'than one by one', 'candidates p95', 'mean', 'hits'],
    results.map(({ name, perEvent, stats, hits }, i) => [
      name,
      duration(perEvent),
      Math.round(1000 / perEvent).toLocaleString('en'),
      i === 0
        ? judged(ratios[i], limits.ofParse, (value) => `${value.toFixed(1)}×`)
        : `${ratios[i].toFixed(1)}×`,
      `${(oneByOne / perEvent).toFixed(0)}× quicker`,
      stats.p95Candidates,
      stats.meanCandidates.toFixed(2),
      hits,
    ]),
  );
  const [first] = results;
  console.log(`Tables ${megabytes(first.stats.tableBytes)}; always tested: ${first.stats.always}.`);
  return {
    pairs,
    perEvent: first.perEvent + first.parse,
    good: ratios[0] <= limits.ofParse && oneByOne / first.perEvent >= limits.thanOneByOne,
  };
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
