// What the first visit shows: it travels with the page.
import firstEvent from './events/01-register-task-definition-fires.json?raw';
import seedRule from './seed-rule.yml?raw';

export const firstSample = { id: 'seed', rule: seedRule, events: firstEvent } as const;
