// Fields of the events of Windows categories. Spec: Sigma 2.1.0, appendix taxonomy; Sysmon's own manifest for what it
// leaves out; names in small letters as rules use them for single hashes.
const words = (text: string): readonly string[] => text.split(' ');

/** In every event of a Windows log. */
const common = words(
  'EventID Channel Provider_Name Computer ComputerName RuleName UtcTime User Level Task Opcode Keywords Version',
);
const subject = words('ProcessGuid ProcessId Image');
const hashes = words('Hashes md5 sha1 sha256 imphash Imphash');
const file = words('FileVersion Description Product Company OriginalFileName');
const signature = words('Signed Signature SignatureStatus');

const byCategory: Readonly<Record<string, readonly string[]>> = {
  process_creation: [
    ...subject,
    ...hashes,
    ...file,
    ...words(
      'CommandLine CurrentDirectory LogonGuid LogonId TerminalSessionId IntegrityLevel ParentProcessGuid',
    ),
    ...words('ParentProcessId ParentImage ParentCommandLine ParentUser'),
    // Of 4688 in the Security log.
    ...words(
      'NewProcessName NewProcessId ParentProcessName SubjectUserSid SubjectUserName SubjectDomainName',
    ),
    ...words('SubjectLogonId TargetUserSid TargetUserName TargetDomainName TargetLogonId TokenElevationType'),
    ...words('MandatoryLabel GrandParentImage ProcessVersionInfo'),
  ],
  file_change: [...subject, ...words('TargetFilename CreationUtcTime PreviousCreationUtcTime')],
  network_connection: [
    ...subject,
    ...words('Protocol Initiated SourceIsIpv6 SourceIp SourceHostname SourcePort SourcePortName'),
    ...words(
      'DestinationIsIpv6 DestinationIp DestinationHostname DestinationPort DestinationPortName CommandLine',
    ),
    ...words('ParentImage'),
  ],
  process_termination: subject,
  driver_load: [...hashes, ...signature, 'ImageLoaded'],
  image_load: [...subject, ...hashes, ...file, ...signature, 'ImageLoaded', 'CommandLine'],
  create_remote_thread: words(
    'SourceProcessGuid SourceProcessId SourceImage TargetProcessGuid TargetProcessId TargetImage NewThreadId ' +
      'StartAddress StartModule StartFunction SourceUser TargetUser SourceCommandLine SourceParentImage ' +
      'SourceParentProcessId SourceParentCommandLine TargetCommandLine TargetParentImage TargetParentProcessId ' +
      'TargetParentCommandLine IsInitialThread RemoteCreation',
  ),
  raw_access_thread: [...subject, 'Device'],
  process_access: words(
    'SourceProcessGUID SourceProcessGuid SourceProcessId SourceThreadId SourceImage TargetProcessGUID ' +
      'TargetProcessGuid TargetProcessId TargetImage GrantedAccess CallTrace SourceUser TargetUser SourceCommandLine',
  ),
  file_event: [
    ...subject,
    ...words('TargetFilename CreationUtcTime CommandLine ParentImage ParentCommandLine'),
  ],
  registry_add: [...subject, ...words('EventType TargetObject Details')],
  registry_delete: [...subject, ...words('EventType TargetObject Details')],
  registry_set: [...subject, ...words('EventType TargetObject Details CommandLine')],
  registry_rename: [...subject, ...words('EventType TargetObject NewName')],
  registry_event: [...subject, ...words('EventType TargetObject Details NewName CommandLine')],
  create_stream_hash: [
    ...subject,
    ...words('TargetFilename CreationUtcTime Hash Contents md5 sha1 sha256 imphash Imphash Hashes'),
  ],
  pipe_created: [...subject, ...words('PipeName EventType CommandLine')],
  wmi_event: words('EventType Operation EventNamespace Name Query Type Destination Consumer Filter'),
  dns_query: [...subject, ...words('QueryName QueryStatus QueryResults CommandLine')],
  file_delete: [...subject, ...hashes, ...words('TargetFilename IsExecutable Archived CommandLine')],
  file_delete_detected: [...subject, ...hashes, ...words('TargetFilename IsExecutable')],
  file_block_executable: [...subject, ...hashes, ...words('TargetFilename')],
  file_block_shredding: [...subject, ...hashes, ...words('TargetFilename IsExecutable')],
  file_executable_detected: [...subject, ...hashes, ...words('TargetFilename')],
  process_tampering: [...subject, 'Type'],
};

/** Names of the fields of a category; empty where they are not known. */
export function windowsFields(category: string): readonly string[] {
  const own = Object.hasOwn(byCategory, category) ? byCategory[category] : undefined;
  return own ? [...own, ...common] : [];
}
