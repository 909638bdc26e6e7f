// The fields that events of a log source can have, and what they mean: for completion and hovers of both editors. From
// AWS's API models, what is known of every CloudTrail record, and Sigma's taxonomy.
import { loadOperations } from '../knowledge/aws/operations.ts';
import { aboutRecordField, recordFields } from '../knowledge/aws/record-fields.ts';
import { redactionOf } from '../knowledge/aws/redacted.ts';
import { loadService } from '../knowledge/aws/service.ts';
import type { Operations, Service } from '../knowledge/aws/types.ts';
import { taxonomyFields } from '../knowledge/logsource/fields.ts';
import type { Logsource } from '../sigma/index.ts';

/** A field that is not necessarily in the pasted events. */
export interface FieldWord {
  readonly path: string;
  /** Where that is known from, or what it means; a few words. */
  readonly about: string;
  /** The values that it can have, where they are a closed list. */
  readonly values: readonly string[];
}

/** What of an event or a rule says which operation it is about. */
export interface Operation {
  readonly eventSource: string;
  readonly eventName: string;
}

export interface FieldKnowledge {
  operations(): Promise<Operations>;
  service(eventSource: string): Promise<Service | null>;
}

export const fieldKnowledge: FieldKnowledge = { operations: loadOperations, service: loadService };

/** Nobody looks through more. */
const maxPaths = 600;
const maxOperations = 8;

export function isCloudTrailSource({ product, service }: Logsource): boolean {
  return (
    product?.toLowerCase() === 'aws' && (service === undefined || service.toLowerCase() === 'cloudtrail')
  );
}

/** Fields for whoever writes a rule of this log source, about these operations. */
export async function fieldWords(
  logsource: Logsource,
  asked: readonly Operation[],
  knowledge: FieldKnowledge = fieldKnowledge,
): Promise<readonly FieldWord[]> {
  if (!isCloudTrailSource(logsource))
    return taxonomyFields(logsource).map((path) => ({ path, about: 'of this log source', values: [] }));
  const words = new Map<string, FieldWord>();
  const add = (path: string, about: string, values: readonly string[] = []): void => {
    if (words.size < maxPaths && !words.has(path)) words.set(path, { path, about, values });
  };
  const operations = await knowledge.operations();
  const sources = new Set(asked.map(({ eventSource }) => eventSource).filter((source) => source !== ''));
  const names = [...sources].flatMap((source) => operations.namesOf(source) ?? []);
  for (const path of recordFields) {
    const about = aboutRecordField(path) ?? '';
    add(
      path,
      about,
      path === 'eventSource' ? operations.sources : path === 'eventName' ? [...new Set(names)] : [],
    );
  }
  for (const { eventSource, eventName } of asked.slice(0, maxOperations)) {
    const service = await knowledge.service(eventSource).catch(() => null);
    for (const part of ['request', 'response'] as const)
      for (const path of service?.pathsOf(part, eventName) ?? []) {
        const value = service?.valueAt(part, eventName, path);
        if (part === 'response' && service?.responseHas(eventName, path) === 'no') continue;
        add(`${prefix[part]}.${path}`, `${value?.type ?? 'value'} of ${eventName}`, value?.values ?? []);
      }
  }
  return [...words.values()];
}

const prefix = { request: 'requestParameters', response: 'responseElements' } as const;

/** What a field of a CloudTrail record means, in sentences; empty where nothing is known. */
export async function describeField(
  path: string,
  asked: readonly Operation[],
  knowledge: FieldKnowledge = fieldKnowledge,
): Promise<readonly string[]> {
  const about = aboutRecordField(path);
  const sentences = about === null ? [] : [about];
  const found = /^(requestParameters|responseElements)\.(.+)$/s.exec(path);
  for (const { eventSource, eventName } of asked.slice(0, maxOperations)) {
    const operations = await knowledge.operations();
    const facts = operations.find(eventSource, eventName);
    if (path === 'eventName' && facts) sentences.push(sayOperation(facts));
    const redaction = redactionOf(eventSource, eventName, path);
    if (redaction) sentences.push(`\`${redaction.path}\` is always recorded as \`${redaction.mask}\`.`);
    if (!found) continue;
    const service = await knowledge.service(eventSource).catch(() => null);
    const part = found[1] === 'requestParameters' ? 'request' : 'response';
    const value = service?.valueAt(part, eventName, found[2] ?? '');
    if (value) sentences.push(sayValue(eventName, part, value));
  }
  return [...new Set(sentences)];
}

function sayOperation({
  name,
  eventSource,
  access,
  kind,
  dataEvent,
}: NonNullable<ReturnType<Operations['find']>>): string {
  const what =
    kind === 'api'
      ? access === null
        ? 'is a call of'
        : access === 'read'
          ? 'only reads: a call of'
          : 'changes something: a call of'
      : kind === 'console'
        ? 'is done in the console of'
        : 'is done by AWS itself in';
  const trails = dataEvent ? ' Only trails that ask for data events record it.' : '';
  return `\`${name}\` ${what} \`${eventSource}\`.${trails}`;
}

function sayValue(
  eventName: string,
  part: 'request' | 'response',
  { type, values }: NonNullable<ReturnType<Service['valueAt']>>,
): string {
  const shown = values.slice(0, 12).map((value) => `\`${value}\``);
  const rest = values.length > shown.length ? ` and ${values.length - shown.length} more` : '';
  const of = shown.length > 0 ? `: ${shown.join(', ')}${rest}` : '';
  return `In the ${part} of \`${eventName}\`: a ${type}${of}.`;
}
