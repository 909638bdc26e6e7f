// The field names that rules of a log source use. Spec: Sigma 2.1.0, appendix taxonomy; for Windows what Sysmon calls its
// data.
import type { LogsourceNames } from './logsource.ts';

const words = (text: string): readonly string[] => text.split(' ');

const process = words('ProcessGuid ProcessId Image User');
const windowsFields: Readonly<Record<string, readonly string[]>> = {
  process_creation: [
    ...process,
    ...words(
      'CommandLine OriginalFileName ParentImage ParentCommandLine ParentProcessId ParentProcessGuid ParentUser ' +
        'CurrentDirectory IntegrityLevel Hashes Company Description Product FileVersion LogonId LogonGuid TerminalSessionId',
    ),
  ],
  file_change: [...process, ...words('TargetFilename CreationUtcTime PreviousCreationUtcTime')],
  file_event: [...process, ...words('TargetFilename CreationUtcTime')],
  file_delete: [...process, ...words('TargetFilename Hashes IsExecutable Archived')],
  file_rename: [...process, ...words('TargetFilename SourceFilename')],
  network_connection: [
    ...process,
    ...words(
      'Protocol Initiated SourceIp SourceHostname SourcePort SourceIsIpv6 DestinationIp DestinationHostname ' +
        'DestinationPort DestinationPortName DestinationIsIpv6',
    ),
  ],
  image_load: [
    ...process,
    ...words(
      'ImageLoaded OriginalFileName Hashes Signed Signature SignatureStatus Company Description Product',
    ),
  ],
  driver_load: words('ImageLoaded Hashes Signed Signature SignatureStatus'),
  create_remote_thread: words(
    'SourceImage SourceProcessId TargetImage TargetProcessId NewThreadId StartAddress StartModule StartFunction',
  ),
  create_stream_hash: [...process, ...words('TargetFilename CreationUtcTime Hash Contents')],
  dns_query: [...process, ...words('QueryName QueryStatus QueryResults')],
  pipe_created: [...process, ...words('PipeName EventType')],
  process_access: words(
    'SourceImage SourceProcessId SourceUser TargetImage TargetProcessId TargetUser GrantedAccess CallTrace',
  ),
  process_tampering: [...process, 'Type'],
  process_termination: process,
  raw_access_thread: [...process, 'Device'],
  registry_add: [...process, ...words('EventType TargetObject')],
  registry_delete: [...process, ...words('EventType TargetObject')],
  registry_event: [...process, ...words('EventType TargetObject Details NewName')],
  registry_rename: [...process, ...words('EventType TargetObject NewName')],
  registry_set: [...process, ...words('EventType TargetObject Details')],
  sysmon_status: words('State Version SchemaVersion Configuration ConfigurationFileHash'),
  wmi_event: words('EventType Operation User Name Type Destination Consumer Filter EventNamespace Query'),
  ps_module: words('ContextInfo Payload UserData'),
  ps_script: words('ScriptBlockText ScriptBlockId MessageNumber MessageTotal Path'),
  ps_classic_start: words('Data HostApplication HostName HostVersion EngineVersion'),
};
const windowsServices: Readonly<Record<string, readonly string[]>> = {
  security: words(
    'EventID SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName ' +
      'TargetDomainName TargetLogonId LogonType LogonProcessName AuthenticationPackageName WorkstationName IpAddress ' +
      'IpPort Status SubStatus ProcessName NewProcessName ParentProcessName CommandLine ObjectName ObjectType ' +
      'AccessMask AccessList PrivilegeList ServiceName TicketEncryptionType TicketOptions ShareName RelativeTargetName',
  ),
  system: words('EventID Provider_Name ServiceName ImagePath ServiceType StartType AccountName'),
};
/** Of no product. */
const categories: Readonly<Record<string, readonly string[]>> = {
  antivirus: words('Action ComputerName Filename ProcessImage Signature User'),
  dns: words('query record_type answer'),
  firewall: words('src_ip src_port dst_ip dst_port username action protocol blocked'),
  proxy: words(
    'c-uri c-uri-query c-uri-stem c-uri-extension c-useragent cs-bytes cs-cookie cs-host cs-method cs-referrer ' +
      'cs-username cs-version r-dns sc-bytes sc-status src_ip dst_ip',
  ),
  webserver: words(
    'c-ip cs-bytes cs-cookie cs-host cs-method cs-referer cs-uri-query cs-uri-stem cs-user-agent cs-username ' +
      'cs-version date s-computername s-ip s-port s-sitename sc-bytes sc-status sc-substatus sc-win32-status time time-taken',
  ),
  process_creation: words(
    'Image CommandLine ParentImage ParentCommandLine User ProcessId ParentProcessId CurrentDirectory LogonId',
  ),
  file_event: words('Image TargetFilename User'),
  network_connection: words(
    'Image User Initiated DestinationIp DestinationHostname DestinationPort SourceIp SourcePort',
  ),
};

/** Empty for a log source whose names the taxonomy does not have. */
export function taxonomyFields({ product, category, service }: LogsourceNames): readonly string[] {
  const found = (table: Readonly<Record<string, readonly string[]>>, name: string | undefined) =>
    name !== undefined && Object.hasOwn(table, name.toLowerCase()) ? (table[name.toLowerCase()] ?? []) : [];
  const isWindows = product?.toLowerCase() === 'windows';
  const own = isWindows ? [...found(windowsFields, category), ...found(windowsServices, service)] : [];
  return own.length > 0 ? own : found(categories, category);
}
