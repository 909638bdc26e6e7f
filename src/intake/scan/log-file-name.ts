// What the name of a log file says of it. CloudTrail names its files by account, region and time.

export interface LogFileName {
  readonly kind: 'log' | 'digest' | 'insight';
  readonly account: string;
  readonly region: string;
  /** As ISO 8601, to the minute. */
  readonly time: string;
}

const pattern =
  /(?:^|\/)(\d{12})_CloudTrail(-Digest|-Insight)?_([a-z]{2}(?:-[a-z]+)+-\d)_(?:[^/]{1,300}_)?(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?:\d\d)?Z(?:_[A-Za-z0-9]+)?\.json(?:\.gz)?$/;

/** null: it is not named as CloudTrail does. */
export function readLogFileName(path: string): LogFileName | null {
  const [, account = '', suffix, region = '', year, month, day, hour, minute] = pattern.exec(path) ?? [];
  if (account === '') return null;
  const kind = suffix === '-Digest' ? 'digest' : suffix === '-Insight' ? 'insight' : 'log';
  return { kind, account, region, time: `${year}-${month}-${day}T${hour}:${minute}Z` };
}
