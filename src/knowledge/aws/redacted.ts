// What CloudTrail never records in clear: the member is there, with a mask for its value.
import { toSourceKey } from './data.ts';

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const removed = '<sensitiveDataRemoved>';

/** Source → event names → paths from the top of the record → mask. As found in public records, all of them masked. */
const masks: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  ec2: {
    'ModifyInstanceAttribute RunInstances': { 'requestParameters.userData': removed },
  },
  rds: {
    'CreateDBCluster CreateDBInstance ModifyDBCluster ModifyDBInstance': {
      'requestParameters.masterUserPassword': hidden,
    },
  },
  ssm: {
    PutParameter: { 'requestParameters.value': hidden },
    SendCommand: {
      'requestParameters.parameters': hidden,
      'responseElements.command.parameters': hidden,
    },
  },
};

export interface Redaction {
  /** The masked member: the field, or what stands above it. */
  readonly path: string;
  readonly mask: string;
}

/** Null where a field may have its own value. */
export function redactionOf(eventSource: string, eventName: string, field: string): Redaction | null {
  const key = toSourceKey(eventSource);
  if (key === null || !Object.hasOwn(masks, key)) return null;
  const name = eventName.toLowerCase();
  for (const [names, paths] of Object.entries(masks[key] ?? {}))
    if (names.toLowerCase().split(' ').includes(name))
      for (const [path, mask] of Object.entries(paths))
        if (field === path || field.startsWith(`${path}.`)) return { path, mask };
  return null;
}
