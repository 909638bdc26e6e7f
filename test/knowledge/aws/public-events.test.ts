// What is known of CloudTrail against records from outside. Where the folder is missing, the test says that it was left
// out.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadOperations } from '../../../src/knowledge/aws/operations.ts';
import { loadService } from '../../../src/knowledge/aws/service.ts';
import type { Answer, JsonObject } from '../../../src/knowledge/aws/types.ts';
import { pathsBelow } from '../../_helpers/aws.ts';

const file = new URL('../../../../shared/conformance/public/cloudtrail.ndjson', import.meta.url);
const present = existsSync(file);

if (!present) {
  test.skip(`records from outside: left out, there is no ${file.pathname}`, () => {});
}

interface Record {
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventType?: string;
  readonly requestParameters?: JsonObject | null;
  readonly responseElements?: JsonObject | null;
}

/**
 * Paths of records that the model denies. The records of others' rule tests are partly made by hand, with parameters of
 * another call: so are these, as far as AWS's documentation tells.
 */
const denied = [
  'cloudtrail.amazonaws.com StartLogging request encryptionContext',
  'cloudtrail.amazonaws.com StartLogging request encryptionContext.aws:lambda:FunctionArn',
  'config.amazonaws.com DeleteDeliveryChannel request configurationRecorderName',
  'config.amazonaws.com PutDeliveryChannel request configurationRecorderName',
  'iam.amazonaws.com ListAttachedGroupPolicies request userName',
  'lambda.amazonaws.com DeleteFunction response functionName',
  'securityhub.amazonaws.com DeleteInsight request Filters',
  'securityhub.amazonaws.com DeleteInsight request Name',
  'securityhub.amazonaws.com DeleteInsight request ResultField',
];

describe.runIf(present)('records from outside', async () => {
  const text = present ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const records = text.map((line) => JSON.parse(line) as Record);
  const operations = await loadOperations();

  test('are of known operations', () => {
    const calls = records.filter(({ eventType }) => eventType === 'AwsApiCall');
    const pairs = new Map(calls.map((record) => [`${record.eventSource} ${record.eventName}`, record]));
    const known = [...pairs.values()].filter((record) =>
      operations.find(record.eventSource, record.eventName),
    );
    console.info(`known operations: ${known.length} of ${pairs.size}`);
    // The rest: the tests of others' rules pair names with sources that have no such call.
    expect(known.length / pairs.size).toBeGreaterThan(0.965);
  });

  test('have what the model says they have', async () => {
    const counts = { trusted: { yes: 0, no: 0, unknown: 0 }, untrusted: { yes: 0, no: 0, unknown: 0 } };
    const found = new Set<string>();
    for (const { eventSource, eventName, requestParameters, responseElements } of records) {
      const service = await loadService(eventSource);
      if (!service) continue;
      const note = (part: string, path: string, answer: Answer) => {
        counts[service.trusted ? 'trusted' : 'untrusted'][answer]++;
        if (answer === 'no') found.add(`${eventSource} ${eventName} ${part} ${path}`);
      };
      for (const path of pathsBelow(requestParameters))
        note('request', path, service.requestHas(eventName, path));
      for (const path of pathsBelow(responseElements))
        note('response', path, service.responseHas(eventName, path));
    }
    console.info('paths of records', JSON.stringify(counts));
    expect([...found].sort()).toEqual(denied);
    const { yes, no, unknown } = counts.trusted;
    expect(yes / (yes + no + unknown)).toBeGreaterThan(0.93);
    expect(counts.untrusted.no).toBe(0);
  });
});
