/**
 * What a rule should say of an event: `fire`, or stay `silent`; a known `gap` is an event that it should fire on and,
 * as its author knows, does not yet.
 */
export type Expectation = 'fire' | 'silent' | 'gap';
