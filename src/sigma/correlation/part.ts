// Everything about correlations that is loaded when a text has one.
export { readCorrelation } from './read-correlation.ts';
export { compileCorrelations } from './compile-correlations.ts';
export { correlateEvents } from './correlate.ts';
export { readEventTimes, timeFields } from './event-time.ts';
export {
  sayDuration,
  sayExclusion,
  sayGroup,
  sayNearest,
  sayUndecided,
  sayWanted,
  sayWindow,
} from './say.ts';
export { refusesCorrelation } from './correlation-diagnostic.ts';
export { aboutCorrelations } from '../source/correlation-notes.ts';
export { correlationCodes } from '../source/correlation-codes.ts';
