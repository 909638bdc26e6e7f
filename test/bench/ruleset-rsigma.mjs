// rsigma on the same rules and events, where it is on the PATH: one thread, its start and its reading of rules taken out.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duration, median, printTable, time } from './measure.mjs';

const runs = 3;
/** A member of each event that no rule looks for: which event a match is of. */
const mark = 100_000_000_000;

/**
 * `corpora`: named lists of event texts, each with the log source that its events have. `perEvent`: milliseconds of
 * reading and matching one of them here. `pairs`: `[event, rule, …]` found here, over all corpora. `rules`: id and title.
 */
export function benchRsigma({ yaml, rules, corpora, total, perEvent, pairs, least }) {
  const version = spawnSync('rsigma', ['--version'], { encoding: 'utf8' });
  if (version.error || version.status !== 0) {
    console.log('\nrsigma: left out, it is not on the PATH.');
    return true;
  }
  const folder = mkdtempSync(join(tmpdir(), 'rsigma-'));
  try {
    const peer = new Rsigma(folder, yaml);
    const lines = corpora.flatMap((each) => each.lines);
    const repeats = Math.ceil(total / lines.length);
    const repeated = (texts) => Array.from({ length: repeats }, () => texts).flat();
    const open = peer.perEvent([{ lines: repeated(lines), options: [] }]);
    const routed = peer.perEvent(
      corpora.map((each) => ({
        lines: repeated(each.lines),
        options: ['--logsource-routing', '--event-logsource', each.logsource],
      })),
    );
    const speed = open / perEvent;
    printTable(
      `${version.stdout.trim()}, one thread, the same events; reading and matching`,
      ['engine', 'per event', 'events/s'],
      [
        ['here', duration(perEvent), Math.round(1000 / perEvent).toLocaleString('en')],
        ['rsigma', duration(open), Math.round(1000 / open).toLocaleString('en')],
        ['rsigma, log sources told', duration(routed), Math.round(1000 / routed).toLocaleString('en')],
      ],
    );
    console.log(
      `Events a second of rsigma's: ${speed.toFixed(2)}× (at least ${least}×: ${speed >= least ? 'ok' : 'UNDER'})`,
    );
    compare(peer.matches(lines), pairs, rules);
    return speed >= least;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

class Rsigma {
  constructor(folder, yaml) {
    this.folder = folder;
    this.rules = join(folder, 'rules');
    mkdirSync(this.rules);
    for (const [i, text] of yaml.entries()) writeFileSync(join(this.rules, `${i}.yml`), text);
  }

  write(name, lines) {
    const file = join(this.folder, name);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  }

  run(file, options, output = join(this.folder, 'found.ndjson')) {
    const { status, stderr } = spawnSync(
      'rsigma',
      [
        'engine',
        'eval',
        '-r',
        this.rules,
        '-e',
        `@${file}`,
        '--output-format',
        'ndjson',
        '--no-stats',
        ...options,
      ],
      {
        env: { ...process.env, RAYON_NUM_THREADS: '1', TOKIO_WORKER_THREADS: '1' },
        stdio: ['ignore', openSync(output, 'w'), 'pipe'],
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(`rsigma failed: ${stderr}`);
    return output;
  }

  /** Milliseconds an event. */
  perEvent(parts) {
    const files = parts.map(({ lines, options }, i) => ({
      all: this.write(`all-${i}.ndjson`, lines),
      one: this.write(`one-${i}.ndjson`, lines.slice(0, 1)),
      options,
    }));
    const each = Array.from({ length: runs }, () =>
      files.reduce((sum, { all, one, options }) => {
        const start = time(() => this.run(one, options));
        return sum + time(() => this.run(all, options)) - start;
      }, 0),
    );
    return median(each) / parts.reduce((sum, { lines }) => sum + lines.length, 0);
  }

  /** `event rule-id` of each match. */
  matches(lines) {
    const marked = lines.map((line, i) => line.replace('{', `{"_at":${mark + i},`));
    const found = this.run(this.write('marked.ndjson', marked), ['--include-event']);
    return readFileSync(found, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const { rule_id, event } = JSON.parse(line);
        return `${event._at - mark} ${rule_id}`;
      });
  }
}

function compare(theirs, pairs, rules) {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const ours = new Set();
  for (let i = 0; i < pairs.length; i += 2) ours.add(`${pairs[i]} ${rules[pairs[i + 1]].id}`);
  const other = new Set(theirs);
  console.log(`Matches: ${ours.size} here, ${other.size} there; differences:`);
  const here = byRule([...ours].filter((each) => !other.has(each)));
  const there = byRule([...other].filter((each) => !ours.has(each)));
  for (const [where, differing] of [
    ['here alone', here],
    ['there alone', there],
  ])
    for (const [id, events] of differing)
      console.log(`  ${where}: ${titles.get(id)}, ${events.length} events, the first ${events[0]}`);
  if (here.size + there.size === 0) console.log('  none');
}

function byRule(matches) {
  const found = new Map();
  for (const match of matches) {
    const [event, id] = match.split(' ');
    found.set(id, [...(found.get(id) ?? []), event]);
  }
  return found;
}
