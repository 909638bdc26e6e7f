// What AWS's services wrap records in.
import type { EventObject, EventValue } from '../../sigma/index.ts';
import { isEventObject } from '../../sigma/index.ts';
import { isListOfObjects, listKeys, own } from '../unwrap.ts';
import type { Part, Shape } from './shape.ts';
import { looksLikeJson, pointerOf } from './shape.ts';
import * as texts from '../../texts/en.ts';

const cloudWatchName = 'CloudWatch Logs';

/** What CloudWatch Logs writes beside a message. A log of another kind may have a `message` too. */
const cloudWatchKeys = new Set([
  ...['timestamp', 'message', 'ingestionTime', 'eventId', 'logStreamName', 'id', 'extractedFields'],
  ...['@timestamp', '@message', '@ingestionTime', '@ptr', '@log', '@logStream', '@logGroup'],
]);

/** `filter-log-events`, `get-log-events`, and what a subscription delivers. */
export const cloudWatchList: Shape = {
  name: cloudWatchName,
  read(value) {
    const key = ['events', 'logEvents'].find((key) => isListOfMessages(own(value, key)));
    if (key === undefined) return null;
    const events = own(value, key) as readonly EventObject[];
    return { parts: events.map((event, i) => messagePart(event, 'message', pointerOf(key, i))) };
  },
};

export const cloudWatchEvent: Shape = {
  name: cloudWatchName,
  read(value) {
    const key = ['@message', 'message'].find((key) => {
      const message = own(value, key);
      return (
        looksLikeJson(message) || (key === '@message' && message !== undefined && isEventObject(message))
      );
    });
    if (key === undefined || !Object.keys(value).every((key) => cloudWatchKeys.has(key))) return null;
    return { parts: [messagePart(value, key, '')] };
  },
};

/** The answer of Logs Insights: a row is a list of `{"field": "@message", "value": "…"}`. */
export const cloudWatchInsights: Shape = {
  name: cloudWatchName,
  read(value) {
    const rows = own(value, 'results');
    if (!Array.isArray(rows)) return null;
    const parts = (rows as readonly EventValue[]).flatMap((row, i): Part[] => {
      const cells = isListOfObjects(row) ? row : [];
      const n = cells.findIndex((cell) => own(cell, 'field') === '@message');
      const cell = cells[n];
      return cell ? [messagePart(cell, 'value', pointerOf('results', i, n))] : [];
    });
    return parts.length > 0 ? { parts } : null;
  },
};

function isListOfMessages(value: EventValue | undefined): boolean {
  return isListOfObjects(value) && value.every((event) => typeof own(event, 'message') === 'string');
}

/** What holds a message that is not JSON is an event itself. */
function messagePart(holder: EventObject, key: string, at: string): Part {
  const message = own(holder, key);
  const whole: Part = { at, value: holder, isFinal: true };
  const inner = at + pointerOf(key);
  if (looksLikeJson(message)) return { at: inner, value: message, holder: whole };
  return message !== undefined && isEventObject(message) ? { at: inner, value: message } : whole;
}

/** Inside of another shape; elsewhere these are read by `unwrap`. */
export const eventBridge: Shape = {
  name: 'EventBridge',
  read(value) {
    const detail = own(value, 'detail');
    if (typeof own(value, 'detail-type') !== 'string' || detail === undefined || !isEventObject(detail))
      return null;
    return { parts: [{ at: '/detail', value: detail }] };
  },
};

export const logFile: Shape = {
  name: 'Records',
  read(value) {
    const key = listKeys.find((key) => isListOfObjects(own(value, key)));
    if (key === undefined) return null;
    const records = own(value, key) as readonly EventObject[];
    return { parts: records.map((record, i) => ({ at: pointerOf(key, i), value: record })) };
  },
};

export const digestFile: Shape = {
  name: texts.intakeShapeDigest,
  read(value) {
    if (!Object.hasOwn(value, 'digestS3Object')) return null;
    const message = texts.intakeDigest;
    return { parts: [], notes: [{ code: 'event_shape', at: '', message }] };
  },
};

export const insightEvent: Shape = {
  name: 'CloudTrail Insights',
  read(value) {
    if (own(value, 'eventType') !== 'AwsCloudTrailInsight') return null;
    return { parts: [{ at: '', value, isFinal: true }] };
  },
};

/** Security Lake's. Its names and values differ from those of the record, in ways that cannot be undone. */
export const ocsf: Shape = {
  name: 'OCSF',
  read(value) {
    if (!Object.hasOwn(value, 'class_uid')) return null;
    const metadata = own(value, 'metadata');
    if (metadata === undefined || !isEventObject(metadata)) return null;
    const whole: Part = { at: '', value, isFinal: true };
    const raw = own(value, 'raw_data');
    if (looksLikeJson(raw)) return { parts: [{ at: '/raw_data', value: raw, holder: whole }] };
    const message = texts.intakeNoRawData;
    return { parts: [whole], notes: [{ code: 'event_shape', at: '/class_uid', message }] };
  },
};
