import e01 from './01-register-task-definition-fires.json?raw';
import e02 from './02-run-task-overrides-misses.json?raw';
import e03 from './03-describe-task-definition-cannot-fire.json?raw';
import e04 from './04-register-braces-misses.json?raw';
import e05 from './05-register-entrypoint-misses.json?raw';
import e06 from './06-register-healthcheck-misses.json?raw';
import e07 from './07-register-lowercase-fires.json?raw';
import e08 from './08-register-env-only-benign.json?raw';
import e09 from './09-register-denied-no-parameters.json?raw';
import e10 from './10-run-task-by-aws-service.json?raw';

export const seedEvents = {
  '01': e01,
  '02': e02,
  '03': e03,
  '04': e04,
  '05': e05,
  '06': e06,
  '07': e07,
  '08': e08,
  '09': e09,
  '10': e10,
} as const;

export function allTen(): string {
  const texts = [e01, e02, e03, e04, e05, e06, e07, e08, e09, e10];
  return `[\n${texts.map((text) => text.trim().replace(/^/gm, '  ')).join(',\n')}\n]\n`;
}
