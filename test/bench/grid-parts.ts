// What the benchmark of the truth grid measures, as one file for plain Node.
export { createEngine } from '../../src/worker/engine.ts';
export { findConstants, toKeys } from '../../src/view/tests/columns.ts';
export { filterEvents, sortEvents } from '../../src/view/tests/order.ts';
export { toFacts } from '../../src/view/tests/outcome.ts';
export { createRankings } from '../../src/view/tests/rankings.ts';
