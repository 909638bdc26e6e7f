// Named samples: a rule and events that open with one click, or by `#ex=<id>`.
import type { EventMark } from '../intake/event-marks.ts';
import type { Demonstration } from './demonstrations/demonstration.ts';
import { firstSample } from './first-sample.ts';

export interface Sample {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  /** What there is to see. */
  readonly about: string;
  readonly rule: string;
  /** Loads the events text. */
  readonly events: () => Promise<string>;
  /** What is said of its events. */
  readonly marks?: readonly EventMark[];
  /** What it shows, and how that is mended. */
  readonly demonstration?: Demonstration;
}

const one = 'One event';
const several = 'Several events';

type LazyEvents = typeof import('./events/index.ts');
const lazily = (pick: (events: LazyEvents) => string) => async () => pick(await import('./events/index.ts'));

const seed = (id: string, title: string, about: string, file: keyof LazyEvents['seedEvents']): Sample => ({
  id,
  group: one,
  title,
  about,
  rule: firstSample.rule,
  events: lazily((events) => events.seedEvents[file]),
});

export const samples: readonly Sample[] = [
  {
    id: firstSample.id,
    group: one,
    title: 'Backdoored task definition',
    about: 'fires: the second container asks for credentials',
    rule: firstSample.rule,
    events: async () => firstSample.events,
  },
  seed('run-task', 'The same command, by RunTask', 'misses: it sits in the overrides', '02'),
  seed('describe', 'DescribeTaskDefinition', 'can never fire: the request has no containers', '03'),
  seed('braces', 'Variable in braces', 'misses: ${…} is another text', '04'),
  seed('entry-point', 'Command in the entry point', 'misses: another field', '05'),
  seed('health-check', 'Command in the health check', 'misses: another field', '06'),
  seed('lower-case', 'Variable in lower case', 'fires: case does not matter', '07'),
  seed('environment', 'Variable in the environment', 'misses: benign', '08'),
  seed('denied', 'Denied, without parameters', 'misses: the parameters are null', '09'),
  seed('by-service', 'RunTask by an AWS service', 'misses: nothing to look at', '10'),
  {
    id: 'all-ten',
    group: several,
    title: 'All ten events',
    about: 'one array: which of them fire?',
    rule: firstSample.rule,
    events: lazily((events) => events.allTen()),
  },
];

export function findSample(id: string): Sample | undefined {
  return samples.find((sample) => sample.id === id);
}
