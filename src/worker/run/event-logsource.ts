// Which log source an event is of, as far as the event itself says so. What it does not say excludes no rule: a rule is
// left out only where the event is surely of another log source.
import type { EventObject, EventValue, Logsource } from '../../sigma/index.ts';
import { ExactNumber, isEventObject } from '../../sigma/index.ts';

/** Absent parts are not known. `categories` may be empty: known to be of none. */
export interface EventLogsource {
  readonly product?: string;
  readonly service?: string;
  readonly categories?: readonly string[];
}

/** Channels of Windows by the service that rules name. Spec: Sigma 2.1.0, taxonomy appendix, "Specific". */
const windowsServices: Readonly<Record<string, string>> = {
  security: 'security',
  system: 'system',
  application: 'application',
  'windows powershell': 'powershell-classic',
  'microsoft-windows-powershell/operational': 'powershell',
  'powershellcore/operational': 'powershell',
  'microsoft-windows-sysmon/operational': 'sysmon',
  'microsoft-windows-windows defender/operational': 'windefend',
  'microsoft-windows-taskscheduler/operational': 'taskscheduler',
  'microsoft-windows-wmi-activity/operational': 'wmi',
  'microsoft-windows-bits-client/operational': 'bits-client',
  'microsoft-windows-ntlm/operational': 'ntlm',
  'microsoft-windows-codeintegrity/operational': 'codeintegrity-operational',
  'dns server': 'dns-server',
};

/** Events of Sysmon by the category that rules name. Spec: Sigma 2.1.0, taxonomy appendix, "Generic". */
const sysmonCategories: Readonly<Record<string, readonly string[]>> = {
  '1': ['process_creation'],
  '2': ['file_change'],
  '3': ['network_connection'],
  '4': ['sysmon_status'],
  '5': ['process_termination'],
  '6': ['driver_load'],
  '7': ['image_load'],
  '8': ['create_remote_thread'],
  '9': ['raw_access_thread'],
  '10': ['process_access'],
  '11': ['file_event'],
  '12': ['registry_add', 'registry_delete', 'registry_event'],
  '13': ['registry_set', 'registry_event'],
  '14': ['registry_rename', 'registry_event'],
  '15': ['create_stream_hash'],
  '16': ['sysmon_status'],
  '17': ['pipe_created'],
  '18': ['pipe_created'],
  '19': ['wmi_event'],
  '20': ['wmi_event'],
  '21': ['wmi_event'],
  '22': ['dns_query'],
  '23': ['file_delete'],
  '25': ['process_tampering'],
  '26': ['file_delete_detected', 'file_delete'],
  '27': ['file_block_executable'],
  '28': ['file_block_shredding'],
  '29': ['file_executable_detected'],
  '255': ['sysmon_error'],
};

export function logsourceOf(event: EventObject): EventLogsource {
  if (textAt(event, 'eventSource').endsWith('.amazonaws.com') && textAt(event, 'eventName') !== '')
    return { product: 'aws', service: 'cloudtrail', categories: [] };
  const system = at(at(event, 'Event'), 'System') ?? event;
  const channel = textAt(system, 'Channel').toLowerCase();
  const id = textAt(system, 'EventID');
  if (channel === '' || id === '') return {};
  const service = Object.hasOwn(windowsServices, channel) ? windowsServices[channel] : undefined;
  // Other channels have events of a category too, as 4688 in Security: which ones, readers configure.
  if (service !== 'sysmon') return { product: 'windows', ...(service ? { service } : {}) };
  const categories = Object.hasOwn(sysmonCategories, id) ? sysmonCategories[id] : undefined;
  return { product: 'windows', service, ...(categories ? { categories } : {}) };
}

export function isOfLogsource({ product, service, category }: Logsource, event: EventLogsource): boolean {
  if (event.product === undefined) return true;
  if (product !== undefined && product.toLowerCase() !== event.product) return false;
  if (service !== undefined && event.service !== undefined && service.toLowerCase() !== event.service)
    return false;
  return !category || !event.categories || event.categories.includes(category.toLowerCase());
}

function at(value: EventValue | undefined, key: string): EventValue | undefined {
  if (value === undefined || !isEventObject(value) || !Object.hasOwn(value, key)) return undefined;
  return value[key];
}

/** Numbers as texts; empty for everything else. */
function textAt(value: EventValue, key: string): string {
  const found = at(value, key);
  if (typeof found === 'string') return found;
  if (typeof found === 'number') return String(found);
  return found instanceof ExactNumber ? found.text : '';
}
