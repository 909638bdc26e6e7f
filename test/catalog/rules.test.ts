// The built-in rules: each is complete, reads clean, and judges its own events as they say.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EventValue } from '../../src/sigma/matcher.ts';
import type { ConditionTrace } from '../../src/sigma/evaluate/trace.ts';
import { compileRule, explain, match, readMetadata, readRules } from '../../src/sigma/matcher.ts';

interface RuleEvent {
  readonly name: string;
  readonly expect: 0 | 1;
  readonly event: Record<string, EventValue>;
}

const folder = new URL('../../src/catalog/rules/', import.meta.url);
const files = readdirSync(folder);
const names = files.filter((file) => file.endsWith('.yml')).map((file) => file.slice(0, -'.yml'.length));

const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const eventsOf = (name: string): RuleEvent[] => JSON.parse(textOf(`${name}.events.json`)) as RuleEvent[];

function read(name: string) {
  const { rules, diagnostics } = readRules(textOf(`${name}.yml`));
  const [rule] = rules;
  if (rule?.type !== 'detection' || rules.length !== 1) throw new Error(`${name} holds one detection rule.`);
  const compiled = compileRule(rule);
  return { rule, compiled, diagnostics: [...diagnostics, ...compiled.diagnostics] };
}

/** Present in every record, whatever its kind. */
const topLevel = [
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'requestParameters',
  'responseElements',
  'eventID',
  'readOnly',
  'eventType',
  'managementEvent',
  'recipientAccountId',
  'eventCategory',
];

/** AWS's documentation accounts. */
const accounts = ['111122223333', '123456789012', '444455556666', '777788889999', '999988887777'];

/** TEST-NET and private networks, link-local, this host, and `0.0.0.0/0`. */
const documentationAddress =
  /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|127\.0\.0\.1$|0\.0\.0\.0$)/;

/** The search identifiers that a condition names, or those of them that are met. */
function identifiersOf(node: ConditionTrace, onlyMet: boolean): string[] {
  if (node.type === 'identifier') return onlyMet && node.verdict !== 'match' ? [] : [node.name];
  if (node.type === 'not') return identifiersOf(node.child, onlyMet);
  return node.type === 'broken' ? [] : node.children.flatMap((child) => identifiersOf(child, onlyMet));
}

const duplicates = (texts: readonly string[]): string[] =>
  texts.filter((text, at) => texts.indexOf(text) !== at);

describe('the folder', () => {
  it('has a rule and its events, in pairs', () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect([...files].sort()).toEqual(names.flatMap((name) => [`${name}.events.json`, `${name}.yml`]).sort());
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('has no id, title or event twice', () => {
    const metadata = names.map((name) => readMetadata(read(name).rule.document));
    expect(duplicates(metadata.map(({ id }) => id?.text ?? ''))).toEqual([]);
    expect(duplicates(metadata.map(({ title }) => title?.text.toLowerCase() ?? ''))).toEqual([]);
    expect(
      duplicates(names.flatMap((name) => eventsOf(name).map(({ event }) => String(event['eventID'])))),
    ).toEqual([]);
  });
});

describe.each(names)('%s', (name) => {
  it('reads clean', () => {
    const serious = read(name).diagnostics.filter(({ severity }) => severity !== 'info');
    expect(serious).toEqual([]);
  });

  it('says all of itself', () => {
    const { rule } = read(name);
    const said = readMetadata(rule.document);
    expect(said.title?.text).toMatch(/^[A-Z].{8,90}$/);
    expect(said.id?.text).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(said.status?.text).toMatch(/^(test|experimental)$/);
    expect(said.level?.text).toMatch(/^(informational|low|medium|high|critical)$/);
    expect(said.description?.text.length).toBeGreaterThan(100);
    expect(said.authors.map(({ text }) => text)).toEqual(['Sigma Playground']);
    expect(said.date?.text).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(said.references.length).toBeGreaterThan(0);
    expect(said.references.filter(({ text }) => !text.startsWith('https://'))).toEqual([]);
    expect(said.falsepositives.length).toBeGreaterThan(0);
    const tags = said.tags.map(({ text }) => text);
    expect(tags.some((tag) => /^attack\.t\d{4}(\.\d{3})?$/.test(tag))).toBe(true);
    expect(tags.some((tag) => /^attack\.[a-z]+(-[a-z]+)*$/.test(tag))).toBe(true);
    expect(duplicates(tags)).toEqual([]);
    expect(rule.logsource).toMatchObject({ product: 'aws', service: 'cloudtrail' });
    expect(textOf(`${name}.yml`)).toMatch(/\n +eventSource(\|\w+)?:[^]*\n +eventName(\|\w+)?:/);
  });

  it('judges its events', () => {
    const { compiled } = read(name);
    const events = eventsOf(name);
    expect(events.filter((each) => each.expect === 1).length).toBeGreaterThanOrEqual(1);
    expect(events.filter((each) => each.expect === 0).length).toBeGreaterThanOrEqual(2);
    const wanted = events.map((each) => `${each.name}: ${each.expect === 1 ? 'match' : 'miss'}`);
    expect(events.map((each) => `${each.name}: ${match(compiled, each.event)}`)).toEqual(wanted);
  });

  it('has no search identifier that none of its events meets', () => {
    const { compiled } = read(name);
    const roots = eventsOf(name).flatMap(({ event }) => explain(compiled, event).conditions);
    const named = new Set(roots.flatMap(({ root }) => identifiersOf(root, false)));
    const met = new Set(roots.flatMap(({ root }) => identifiersOf(root, true)));
    expect([...named].filter((identifier) => !met.has(identifier))).toEqual([]);
  });

  it('has events as CloudTrail writes them', () => {
    for (const { event } of eventsOf(name)) {
      expect(topLevel.filter((key) => !(key in event))).toEqual([]);
      expect(event['eventVersion']).toMatch(/^1\.(08|09|10|11)$/);
      expect(event['eventTime']).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(event['eventID']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      // A failed sign-in has a message and no code.
      const coded = event['eventType'] !== 'AwsConsoleSignIn' && event['errorMessage'] !== undefined;
      expect(coded).toBe(event['errorCode'] !== undefined);
    }
  });

  it('names only accounts and addresses of documentation', () => {
    const text = textOf(`${name}.yml`) + textOf(`${name}.events.json`);
    const found = text.match(/(?<![0-9a-f-])\d{12}(?![0-9a-f])/g) ?? [];
    expect(found.filter((account) => !accounts.includes(account))).toEqual([]);
    const withoutAgents = text.replace(/"userAgent": "[^"]*"/g, '');
    const addresses = withoutAgents.match(/(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])/g) ?? [];
    expect(addresses.filter((address) => !documentationAddress.test(address))).toEqual([]);
    const keys = text.match(/\bA[KS]IA[A-Z0-9]{16}\b/g) ?? [];
    expect(keys.filter((key) => !key.includes('EXAMPLE'))).toEqual([]);
  });
});
