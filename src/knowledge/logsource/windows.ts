// Windows' event logs as Sigma's taxonomy appendix (2.1.0) maps them: categories to events, services to channels. What
// the appendix does not have is said beside it.

export interface WindowsEvent {
  readonly eventId: string;
  readonly channel: string;
  /** As the log itself calls it: `Process creation`. */
  readonly name: string;
  /** Where its fields are not those that the rules of the category name. */
  readonly fields?: ForeignFields;
}

export interface ForeignFields {
  /** Rule's name → the event's own; whoever collects the events renames them. */
  readonly renamed: ReadonlyMap<string, string>;
  /** What it has under no name. */
  readonly lacking: ReadonlySet<string>;
}

/** Microsoft's description of 4688, and the names that pySigma's pipeline for Windows' auditing gives its fields. */
const auditedProcess: ForeignFields = {
  renamed: new Map([
    ['Image', 'NewProcessName'],
    ['ParentImage', 'ParentProcessName'],
    ['ProcessId', 'NewProcessId'],
    ['ParentProcessId', 'ProcessId'],
    ['IntegrityLevel', 'MandatoryLabel'],
    ['User', 'SubjectUserName'],
    ['LogonId', 'SubjectLogonId'],
  ]),
  lacking: new Set(
    (
      'Company CurrentDirectory Description FileVersion Hashes Imphash LogonGuid OriginalFileName ' +
      'ParentCommandLine ParentProcessGuid ParentUser ProcessGuid Product TerminalSessionId imphash md5 sha1 sha256'
    ).split(' '),
  ),
};

export const sysmonChannel = 'Microsoft-Windows-Sysmon/Operational';
const powershell = 'Microsoft-Windows-PowerShell/Operational';
const powershellCore = 'PowerShellCore/Operational';
const classic = 'Windows PowerShell';

/** Names of Sysmon's events, by id, as Sysmon's documentation has them. */
export const sysmonEvents: ReadonlyMap<string, string> = new Map([
  ['1', 'Process creation'],
  ['2', 'A process changed a file creation time'],
  ['3', 'Network connection'],
  ['4', 'Sysmon service state changed'],
  ['5', 'Process terminated'],
  ['6', 'Driver loaded'],
  ['7', 'Image loaded'],
  ['8', 'CreateRemoteThread'],
  ['9', 'RawAccessRead'],
  ['10', 'ProcessAccess'],
  ['11', 'FileCreate'],
  ['12', 'RegistryEvent (Object create and delete)'],
  ['13', 'RegistryEvent (Value Set)'],
  ['14', 'RegistryEvent (Key and Value Rename)'],
  ['15', 'FileCreateStreamHash'],
  ['16', 'ServiceConfigurationChange'],
  ['17', 'PipeEvent (Pipe Created)'],
  ['18', 'PipeEvent (Pipe Connected)'],
  ['19', 'WmiEvent (WmiEventFilter activity detected)'],
  ['20', 'WmiEvent (WmiEventConsumer activity detected)'],
  ['21', 'WmiEvent (WmiEventConsumerToFilter activity detected)'],
  ['22', 'DNSEvent (DNS query)'],
  ['23', 'FileDelete (File Delete archived)'],
  ['24', 'ClipboardChange (New content in the clipboard)'],
  ['25', 'ProcessTampering (Process image change)'],
  ['26', 'FileDeleteDetected (File Delete logged)'],
  ['27', 'FileBlockExecutable'],
  ['28', 'FileBlockShredding'],
  ['29', 'FileExecutableDetected'],
  ['255', 'Error'],
]);

const sysmon = (...ids: readonly string[]): readonly WindowsEvent[] =>
  ids.map((eventId) => ({ eventId, channel: sysmonChannel, name: sysmonEvents.get(eventId) ?? '' }));
const event = (eventId: string, name: string, ...channels: readonly string[]): readonly WindowsEvent[] =>
  channels.map((channel) => ({ eventId, channel, name }));

/** Categories whose events are in no channel stand in `etwCategories`. */
export const windowsCategories: ReadonlyMap<string, readonly WindowsEvent[]> = new Map([
  // 4688 is not in the appendix: rules of this category are run on it wherever Sysmon is not.
  [
    'process_creation',
    [
      ...sysmon('1'),
      {
        eventId: '4688',
        channel: 'Security',
        name: 'A new process has been created',
        fields: auditedProcess,
      },
    ],
  ],
  ['file_change', sysmon('2')],
  ['network_connection', sysmon('3')],
  ['sysmon_status', sysmon('4', '16')],
  ['process_termination', sysmon('5')],
  ['driver_load', sysmon('6')],
  ['image_load', sysmon('7')],
  ['create_remote_thread', sysmon('8')],
  ['raw_access_thread', sysmon('9')],
  ['process_access', sysmon('10')],
  ['file_event', sysmon('11')],
  ['registry_add', sysmon('12')],
  ['registry_delete', sysmon('12')],
  ['registry_set', sysmon('13')],
  ['registry_rename', sysmon('14')],
  ['registry_event', sysmon('12', '13', '14')],
  ['create_stream_hash', sysmon('15')],
  ['pipe_created', sysmon('17', '18')],
  ['wmi_event', sysmon('19', '20', '21')],
  ['dns_query', sysmon('22')],
  // 26 as in pySigma: a file is as deleted where Sysmon keeps no copy of it.
  ['file_delete', sysmon('23', '26')],
  ['file_delete_detected', sysmon('26')],
  ['clipboard_capture', sysmon('24')],
  ['process_tampering', sysmon('25')],
  ['file_block_executable', sysmon('27')],
  ['file_block_shredding', sysmon('28')],
  ['file_executable_detected', sysmon('29')],
  ['sysmon_error', sysmon('255')],
  ['ps_module', event('4103', 'Module logging', powershell, powershellCore)],
  ['ps_script', event('4104', 'Script block logging', powershell, powershellCore)],
  ['ps_classic_start', event('400', 'Engine state changed to available', classic)],
  ['ps_classic_provider_start', event('600', 'Provider started', classic)],
  ['ps_classic_script', event('800', 'Pipeline execution details', classic)],
]);

/** Categories of events that only a trace session delivers: the provider of each. */
export const etwCategories: ReadonlyMap<string, string> = new Map([
  ['file_access', 'Microsoft-Windows-Kernel-File'],
  ['file_rename', 'Microsoft-Windows-Kernel-File'],
]);

const channel = (name: string): string => `Microsoft-Windows-${name}`;
const operational = (name: string): readonly string[] => [`${channel(name)}/Operational`];

export const windowsServices: ReadonlyMap<string, readonly string[]> = new Map([
  ['application', ['Application']],
  [
    'application-experience',
    ['Program-Telemetry', 'Program-Compatibility-Assistant'].map((each) =>
      channel(`Application-Experience/${each}`),
    ),
  ],
  ['security', ['Security']],
  ['system', ['System']],
  ['sysmon', [sysmonChannel]],
  // The appendix has the first alone; PowerShell 7 writes to the other.
  ['powershell', [powershell, powershellCore]],
  ['powershell-classic', [classic]],
  ['appmodel-runtime', [channel('AppModel-Runtime/Admin')]],
  [
    'applocker',
    ['MSI and Script', 'EXE and DLL', 'Packaged app-Deployment', 'Packaged app-Execution'].map((each) =>
      channel(`AppLocker/${each}`),
    ),
  ],
  ['appxdeployment-server', operational('AppXDeploymentServer')],
  ['appxpackaging-om', operational('AppxPackaging')],
  ['bitlocker', [channel('BitLocker/BitLocker Management')]],
  ['bits-client', operational('Bits-Client')],
  ['capi2', operational('CAPI2')],
  ['certificateservicesclient-lifecycle-system', operational('CertificateServicesClient-Lifecycle-System')],
  ['codeintegrity-operational', operational('CodeIntegrity')],
  ['dhcp', operational('DHCP-Server')],
  ['diagnosis-scripted', operational('Diagnosis-Scripted')],
  // Windows' name, and the appendix's.
  ['dns-client', [...operational('DNS-Client'), ...operational('DNS Client Events')]],
  ['dns-server', ['DNS Server']],
  ['dns-server-analytic', [channel('DNS-Server/Analytical')]],
  ['dns-server-audit', [channel('DNS-Server/Audit')]],
  ['driver-framework', operational('DriverFrameworks-UserMode')],
  ['firewall-as', [channel('Windows Firewall With Advanced Security/Firewall')]],
  // Windows' name, and the appendix's.
  ['hyper-v-worker', [channel('Hyper-V-Worker-Admin'), channel('Hyper-V-Worker')]],
  ['iis-configuration', ['Microsoft-IIS-Configuration/Operational']],
  // Windows' name, and the appendix's.
  ['kernel-event-tracing', [channel('Kernel-EventTracing/Admin'), channel('Kernel-EventTracing')]],
  ['kernel-shimengine', ['Operational', 'Diagnostic'].map((each) => channel(`Kernel-ShimEngine/${each}`))],
  ['ldap', [channel('LDAP-Client/Debug')]],
  ['lsa-server', operational('LSA')],
  ['msexchange-management', ['MSExchange Management']],
  ['ntfs', operational('Ntfs')],
  ['ntlm', operational('NTLM')],
  ['openssh', ['OpenSSH/Operational']],
  ['printservice-admin', [channel('PrintService/Admin')]],
  ['printservice-operational', operational('PrintService')],
  [
    'security-mitigations',
    ['Kernel Mode', 'User Mode'].map((mode) => channel(`Security-Mitigations/${mode}`)),
  ],
  ['sense', operational('SENSE')],
  ['servicebus-client', ['Operational', 'Admin'].map((each) => `Microsoft-ServiceBus-Client/${each}`)],
  ['shell-core', operational('Shell-Core')],
  // Neither of the two about connectivity is in the appendix.
  ['smbclient-connectivity', [channel('SmbClient/Connectivity')]],
  ['smbclient-security', [channel('SmbClient/Security')]],
  ['smbserver-connectivity', [channel('SMBServer/Connectivity')]],
  ['taskscheduler', operational('TaskScheduler')],
  ['terminalservices-localsessionmanager', operational('TerminalServices-LocalSessionManager')],
  ['vhdmp', operational('VHDMP')],
  ['windefend', operational('Windows Defender')],
  ['wmi', operational('WMI-Activity')],
]);
