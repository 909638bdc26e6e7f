// What Splunk exports, and what is sent to it.
import type { EventObject } from '../../sigma/index.ts';
import { isEventObject } from '../../sigma/index.ts';
import { isListOfObjects, own } from '../unwrap.ts';
import type { Shape } from './shape.ts';
import { looksLikeJson, pointerOf } from './shape.ts';

const name = 'Splunk';

/** The answer of a search. */
export const splunkResults: Shape = {
  name,
  read(value) {
    const results = own(value, 'results');
    if (!isListOfObjects(results)) return null;
    if (!Object.hasOwn(value, 'preview') && !results.some((row) => Object.hasOwn(row, '_raw'))) return null;
    return { parts: results.map((row, i) => ({ at: pointerOf('results', i), value: row })) };
  },
};

/** One line of an export. */
export const splunkResult: Shape = {
  name,
  read(value) {
    const result = own(value, 'result');
    const isExport = ['preview', 'offset', 'lastrow'].some((key) => Object.hasOwn(value, key));
    if (result === undefined || !isEventObject(result)) return null;
    if (!isExport && !Object.hasOwn(result, '_raw')) return null;
    return { parts: [{ at: '/result', value: result }] };
  },
};

/** The event as it was; where it was no JSON, the fields that Splunk found in it. */
export const splunkRaw: Shape = {
  name,
  read(value) {
    const raw = own(value, '_raw');
    if (typeof raw !== 'string') return null;
    const whole = { at: '', value, isFinal: true } as const;
    return { parts: [looksLikeJson(raw) ? { at: '/_raw', value: raw, holder: whole } : whole] };
  },
};

const collectorKeys = new Set(['time', 'host', 'source', 'sourcetype', 'index', 'fields', 'event']);

/** As sent to the HTTP Event Collector. */
export const splunkCollector: Shape = {
  name,
  read(value: EventObject) {
    const event = own(value, 'event');
    const keys = Object.keys(value);
    if (keys.length < 2 || !keys.every((key) => collectorKeys.has(key))) return null;
    if (event !== undefined && isEventObject(event)) return { parts: [{ at: '/event', value: event }] };
    if (!looksLikeJson(event)) return null;
    return { parts: [{ at: '/event', value: event, holder: { at: '', value, isFinal: true } }] };
  },
};
