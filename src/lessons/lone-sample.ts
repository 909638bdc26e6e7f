/// <reference path="./alone.d.ts" />
// The texts of a sample for who shows no other: each of its events is a file of its own, so that none brings the rest.
// The whole page has them as one file, see `samples.ts`: all of them together weigh less there.
import ruleText from './seed-rule.yml?alone&raw';

type LoadEvents = () => Promise<string>;
type Loaded = Promise<{ readonly default: string }>;

const one = (load: () => Loaded) => async () => (await load()).default;

const events: Readonly<Record<string, LoadEvents>> = {
  seed: one(() => import('./events/01-register-task-definition-fires.json?alone&raw')),
  'run-task': one(() => import('./events/02-run-task-overrides-misses.json?alone&raw')),
  describe: one(() => import('./events/03-describe-task-definition-cannot-fire.json?alone&raw')),
  braces: one(() => import('./events/04-register-braces-misses.json?alone&raw')),
  'entry-point': one(() => import('./events/05-register-entrypoint-misses.json?alone&raw')),
  'health-check': one(() => import('./events/06-register-healthcheck-misses.json?alone&raw')),
  'lower-case': one(() => import('./events/07-register-lowercase-fires.json?alone&raw')),
  environment: one(() => import('./events/08-register-env-only-benign.json?alone&raw')),
  denied: one(() => import('./events/09-register-denied-no-parameters.json?alone&raw')),
  'by-service': one(() => import('./events/10-run-task-by-aws-service.json?alone&raw')),
  'all-ten': async () => (await import('./events/index.ts')).allTen(),
};

/** By the id of the sample; undefined where there is none of it. */
export async function loadLoneSample(
  id: string,
): Promise<{ readonly ruleText: string; readonly eventsText: string } | undefined> {
  const load = Object.hasOwn(events, id) ? events[id] : undefined;
  return load && { ruleText, eventsText: await load() };
}
