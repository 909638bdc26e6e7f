// E-mail addresses, IP addresses and hosts.
import { readAddress } from '../sigma/index.ts';
import { isExampleDomain, isOrdinaryAddress, isStandInName } from './documentation.ts';
import type { Finding } from './kinds.ts';
import { isNobodysName } from './words.ts';

const email = /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+[a-z]{2,24}(?![\w-])/gi;

export function findEmails(text: string): Finding[] {
  if (!text.includes('@')) return [];
  const found: Finding[] = [];
  for (const { 0: value, index } of text.matchAll(email)) {
    if (isExampleDomain(value) || /^git@/i.test(value)) continue;
    found.push({ start: index, end: index + value.length, kind: 'email' });
  }
  return found;
}

// No host's address ends in three zeros.
const v4 = /(?<![\w.-]|version[=: ]{1,2})(?!\d+\.0\.0\.0)(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g;
const v6 = /(?<![\w:.-])(?=[\da-f]*:[\da-f]*:)[\da-f:]{3,39}(?![\w:.-]*[\w:])/gi;

export function findAddresses(text: string, key: string): Finding[] {
  if (/version/i.test(key) || !/\d/.test(text)) return [];
  const found: Finding[] = [];
  for (const pattern of [v4, v6]) {
    for (const { 0: value, index } of text.matchAll(pattern)) {
      if (!readAddress(value) || isOrdinaryAddress(value)) continue;
      // After a name and a slash they are a version there: `Chrome/142.0.7444.59`.
      if (/agent/i.test(key) && /[\w)]\/$/.test(text.slice(index - 2, index))) continue;
      found.push({ start: index, end: index + value.length, kind: 'ip' });
    }
  }
  return found;
}

const hostKey =
  /(?:^|[a-z_.-])(?:host|hostname|hostheader|fqdn|dnsname|domain|domainname|endpoint|servername|computer|computername|workstation|workstationname)$/i;
const host = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)*[a-z0-9_](?:[a-z0-9_-]{0,62})$/i;
// After a plus stands the page of a product: `(+https://www.example.com)`.
const inUrl =
  /(?<=(?<!\+)\b[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^\s/@]{1,200}@)?)(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z]{2,24}(?![\w-])/gi;
const inside =
  /(?<![\w.@-])(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+(?:internal|local|corp|lan|intra|intranet|amazonaws\.com(?:\.cn)?|awsapps\.com|on\.aws|cloudfront\.net|aws\.amazon\.com)(?![\w-]|\.\w)/gi;
const wellKnownEnd =
  /\.(?:com|net|org|io|dev|cloud|app|ai|info|biz|edu|gov|mil|internal|local|corp|lan|[a-z]{2})$/i;
const fileEnd = /^[^.]+\.(?:py|sh|js|ts|md|go|rs|pl|so|gz|cs|cc|ps|rb|id|in|ai)$/i;

/** Of everybody: they say nothing of whose events these are. */
const publicHost =
  /(?:^|\.)(?:github\.com|githubusercontent\.com|gitlab\.com|google\.com|googleapis\.com|microsoft\.com|microsoftonline\.com|windows\.net|docker\.(?:io|com)|pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|amazon\.com|aws\.dev|w3\.org)$/i;

export function findHosts(text: string, key: string): Finding[] {
  const found: Finding[] = [];
  const take = (value: string, start: number): void => {
    if (isExampleDomain(value) || readAddress(value) || isNobodysName(value)) return;
    const part = customerPart(value);
    if (part) found.push({ start, end: start + part.length, kind: 'host', noun: nounOf(value, part) });
  };
  const isWhole = host.test(text);
  if (
    isWhole &&
    (hostKey.test(key) ||
      (text === text.toLowerCase() &&
        (/\..+\./.test(text) || !fileEnd.test(text)) &&
        wellKnownEnd.test(text)))
  ) {
    take(text, 0);
    return found;
  }
  const withPort = hostKey.test(key) ? /^([\w.-]+):\d{1,5}$/.exec(text)?.[1] : undefined;
  if (withPort) take(withPort, 0);
  if (!text.includes('.')) return found;
  for (const pattern of text.includes('://') ? [inUrl, inside] : [inside]) {
    for (const { 0: value, index } of text.matchAll(pattern)) take(value, index);
  }
  return found;
}

/** What the host's own name stands before: `bucket.s3.amazonaws.com` is the bucket's. */
function nounOf(whole: string, part: string): 'bucket' | 'host' {
  return /^\.s3[.-]/i.test(whole.slice(part.length)) ? 'bucket' : 'host';
}

const ofAws =
  /\.(?:amazonaws\.com(?:\.cn)?|aws\.amazon\.com|awsapps\.com|on\.aws|api\.aws|cloudfront\.net)$/i;
/** Labels before a service that belong to its address: `api.ecr`, `email-smtp`. */
const ofServices =
  /^(?:api|runtime|streams?|data|entitlement|metering|portal|ingest|query|models|dualstack|fips|vpce|v2|global|prod|agent|dkr|console|health|phd|www|oidc|device|auth)$/i;

/** What of a host is somebody's own; null for a host of everybody's, or a stand-in. */
function customerPart(value: string): string | null {
  if (publicHost.test(value) && !ofAws.test(value)) return null;
  const suffix = ofAws.exec(value)?.[0];
  if (suffix === undefined) {
    // Inside of a private network: its address says as much, and stays.
    const address = /^ip((?:-\d{1,3}){4})(?:\.|$)/i.exec(value)?.[1]?.slice(1).replaceAll('-', '.');
    const isOrdinary =
      address !== undefined &&
      isOrdinaryAddress(address) &&
      /^[^.]+(?:\.[\w-]+)?(?:\.(?:compute\.)?internal)?$/i.test(value);
    return isOrdinary || isStandInName(value) ? null : value;
  }
  const labels = value.slice(0, -suffix.length).split('.');
  const isOwnDomain = /awsapps|cloudfront/i.test(suffix);
  while (!isOwnDomain && labels.length > 0 && isServiceLabel(labels.at(-1) as string)) labels.pop();
  if (!isOwnDomain) labels.pop();
  while (labels.length > 0 && isServiceLabel(labels.at(-1) as string)) labels.pop();
  const part = labels.join('.');
  return part === '' || /^\d{12}$/.test(part) || isStandInName(part) || ofServices.test(part) ? null : part;
}

function isServiceLabel(label: string): boolean {
  // Regions to come, and made-up ones.
  return /^[a-z]{2,4}(?:-[a-z]+){1,3}-\d[a-z]?$/.test(label) || ofServices.test(label);
}
