import { expect, test } from 'vitest';
import { readLogFileName } from '../../../src/intake/scan/log-file-name.ts';

test.each([
  [
    '111122223333_CloudTrail_eu-west-1_20250102T0305Z_ab12CD34ef56GH78.json.gz',
    'log',
    'eu-west-1',
    '2025-01-02T03:05Z',
  ],
  [
    'AWSLogs/o-abc/111122223333/CloudTrail/us-gov-east-1/2025/01/02/111122223333_CloudTrail_us-gov-east-1_20250102T0305Z_a.json',
    'log',
    'us-gov-east-1',
    '2025-01-02T03:05Z',
  ],
  [
    '111122223333_CloudTrail-Digest_us-east-2_my_trail_us-east-2_20250102T030507Z.json.gz',
    'digest',
    'us-east-2',
    '2025-01-02T03:05Z',
  ],
  [
    '111122223333_CloudTrail-Insight_us-east-1_20250102T0305Z_K1.json.gz',
    'insight',
    'us-east-1',
    '2025-01-02T03:05Z',
  ],
])('%s', (path, kind, region, time) => {
  expect(readLogFileName(path)).toEqual({ kind, account: '111122223333', region, time });
});

test.each([
  'events.json.gz',
  '1_CloudTrail_eu-west-1_20250102T0305Z_a.json.gz',
  'x111122223333_CloudTrail_eu-west-1_20250102T0305Z_a.json',
  '',
])('is not CloudTrail’s: %s', (path) => expect(readLogFileName(path)).toBeNull());
