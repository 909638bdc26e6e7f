// Conventions of SigmaHQ's repository for the names of files, where a rule has one.
import { codeSpan } from '../../sigma/index.ts';
import type { Logsource } from '../../sigma/index.ts';
import { finding } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { headOf } from '../document/subject.ts';
import type { DocumentSubject } from '../document/subject.ts';

export interface NamedDocument {
  readonly document: DocumentSubject;
  readonly logsource: Logsource;
  /** Without its folders. */
  readonly fileName: string;
}

const shortest = 10;
const longest = 90;

function form({ document, fileName }: NamedDocument): Finding[] {
  const [, name] = /^([a-z0-9]+(?:_[a-z0-9]+)*)\.ya?ml$/.exec(fileName) ?? [];
  const isGood = name !== undefined && fileName.length >= shortest && fileName.length <= longest;
  return isGood
    ? []
    : [
        finding(
          headOf(document),
          `The file is named ${codeSpan(fileName)}: SigmaHQ’s names have ${shortest} to ${longest} characters, small letters and digits with \`_\` between the words, and end in \`.yml\`.`,
        ),
      ];
}

/** By product; then by category or service, where files of one have a beginning of their own. */
const prefixes: Readonly<Record<string, string>> = {
  aws: 'aws_',
  azure: 'azure_',
  bitbucket: 'bitbucket_',
  cisco: 'cisco_',
  fortigate: 'fortinet_',
  gcp: 'gcp_',
  google_workspace: 'gcp_',
  github: 'github_',
  jvm: 'java_',
  kubernetes: 'kubernetes_',
  linux: 'lnx_',
  m365: 'microsoft365_',
  macos: 'macos_',
  okta: 'okta_',
  onelogin: 'onelogin_',
  opencanary: 'opencanary_',
  paloalto: 'paloalto_',
  rpc_firewall: 'rpc_firewall_',
  windows: 'win_',
  zeek: 'zeek_',
  'category antivirus': 'av_',
  'category dns': 'net_dns_',
  'category firewall': 'net_firewall_',
  'category proxy': 'proxy_',
  'category webserver': 'web_',
  'linux auditd': 'lnx_auditd_',
  'linux file_event': 'file_event_lnx_',
  'linux network_connection': 'net_connection_lnx_',
  'linux process_creation': 'proc_creation_lnx_',
  'macos file_event': 'file_event_macos_',
  'macos process_creation': 'proc_creation_macos_',
  'windows create_remote_thread': 'create_remote_thread_win_',
  'windows create_stream_hash': 'create_stream_hash_',
  'windows dns_query': 'dns_query_win_',
  'windows driver_load': 'driver_load_win_',
  'windows file_access': 'file_access_win_',
  'windows file_change': 'file_change_win_',
  'windows file_delete': 'file_delete_win_',
  'windows file_event': 'file_event_win_',
  'windows file_executable_detected': 'file_executable_detected_',
  'windows file_rename': 'file_rename_win_',
  'windows image_load': 'image_load_',
  'windows network_connection': 'net_connection_win_',
  'windows pipe_created': 'pipe_created_',
  'windows powershell-classic': 'posh_pc_',
  'windows process_access': 'proc_access_win_',
  'windows process_creation': 'proc_creation_win_',
  'windows process_tampering': 'proc_tampering_',
  'windows ps_classic_start': 'posh_pc_',
  'windows ps_module': 'posh_pm_',
  'windows ps_script': 'posh_ps_',
  'windows registry_add': 'registry_add_',
  'windows registry_delete': 'registry_delete_',
  'windows registry_event': 'registry_event_',
  'windows registry_set': 'registry_set_',
  'windows security': 'win_security_',
  'windows sysmon': 'sysmon_',
  'windows sysmon_status': 'sysmon_',
  'windows system': 'win_system_',
  'windows windefend': 'win_defender_',
  'windows wmi_event': 'sysmon_wmi_',
};

function prefixOf({ product, category, service }: Logsource): string | null {
  const of = (key: string | undefined): string | null =>
    key !== undefined && Object.hasOwn(prefixes, key) ? (prefixes[key] ?? null) : null;
  if (product === undefined) return of(`category ${category ?? ''}`);
  return of(`${product} ${category ?? service ?? ''}`) ?? (category === undefined ? of(product) : null);
}

function prefix({ document, fileName, logsource }: NamedDocument): Finding[] {
  const wanted = prefixOf(logsource);
  return wanted === null || fileName.startsWith(wanted)
    ? []
    : [
        finding(
          headOf(document),
          `The file is named ${codeSpan(fileName)}: SigmaHQ’s rules for this log source begin with ${codeSpan(wanted)}.`,
        ),
      ];
}

export const conventionsOfFiles: readonly Check<NamedDocument>[] = [
  { code: 'convention_file_name', find: form },
  { code: 'convention_file_prefix', find: prefix },
];
