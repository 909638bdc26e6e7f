// Names of log sources for those who write them. Spec: Sigma 2.1.0, appendix taxonomy, and the log sources that the rules
// of SigmaHQ are filed under.
import { etwCategories, windowsCategories, windowsServices } from './windows.ts';

export interface ProductWords {
  readonly services?: readonly string[];
  readonly categories?: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

const byProduct: Readonly<Record<string, ProductWords>> = {
  aws: { services: ['cloudtrail'] },
  azure: { services: words('activitylogs auditlogs microsoft365portal pim riskdetection signinlogs') },
  bitbucket: { services: ['audit'] },
  cisco: { services: words('aaa bgp duo ldp syslog') },
  django: { categories: ['application'] },
  fortigate: { services: ['event'] },
  gcp: { services: words('gcp.audit google_workspace.admin') },
  github: { services: ['audit'] },
  google_workspace: { services: ['google_workspace.admin'] },
  huawei: { services: ['bgp'] },
  juniper: { services: ['bgp'] },
  jvm: { categories: ['application'] },
  kubernetes: { services: ['audit'], categories: ['application'] },
  linux: {
    services: words('auditd auth clamav cron guacamole modsecurity sshd sudo syslog vsftpd'),
    categories: words('file_event network_connection process_creation process_termination'),
  },
  m365: { services: words('audit exchange threat_detection threat_management') },
  macos: { categories: words('file_event process_creation') },
  modsecurity: {},
  nodejs: { categories: ['application'] },
  okta: { services: ['okta'] },
  onelogin: { services: ['onelogin.events'] },
  opencanary: { categories: ['application'] },
  paloalto: { services: ['globalprotect'], categories: words('appliance firewall') },
  python: { categories: ['application'] },
  qualys: {},
  rpc_firewall: { categories: ['application'] },
  ruby_on_rails: { categories: ['application'] },
  spring: { categories: ['application'] },
  sql: { categories: ['application'] },
  velocity: { categories: ['application'] },
  windows: {
    services: [...windowsServices.keys()].sort(),
    categories: [...windowsCategories.keys(), ...etwCategories.keys()].sort(),
  },
  zeek: { services: words('dce_rpc dns http kerberos rdp smb_files x509') },
};

/** Of no product. */
const categories = words('antivirus application database dns firewall proxy webserver');
const services = words('apache nginx netflow');

export interface LogsourceWords {
  readonly products: Readonly<Record<string, ProductWords>>;
  readonly services: readonly string[];
  readonly categories: readonly string[];
}

/** The names that log sources go by: of each product, and of all of them. */
export function logsourceWords(): LogsourceWords {
  const rows = Object.values(byProduct);
  const all = (
    own: readonly string[],
    ofRow: (row: ProductWords) => readonly string[] | undefined,
  ): string[] => [...new Set([...own, ...rows.flatMap((row) => ofRow(row) ?? [])])].sort();
  return {
    products: byProduct,
    services: all(services, (row) => row.services),
    categories: all(categories, (row) => row.categories),
  };
}
