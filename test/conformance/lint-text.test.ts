// Published rules: what is said of them by themselves, looked at one by one, and that fixes change no verdict.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lintConventions } from '../../src/lint/lint-conventions.ts';
import { lintText } from '../../src/lint/lint-text.ts';
import { applyEdits, compileRule, match, readPlan, readRules } from '../../src/sigma/matcher.ts';
import type { DetectionItem, EventValue, Search, TextEdit } from '../../src/sigma/matcher.ts';
import { conformanceFolder } from '../_helpers/conformance.ts';

const folder = join(conformanceFolder, '../../../shared/conformance/public');
const has = existsSync(join(folder, 'rules.ndjson'));
if (!has) test.skip(`published rules: left out, there is no ${folder}`, () => {});

const linesOf = <T>(name: string): T[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

interface Published {
  readonly id: string;
  readonly path: string;
  readonly yaml: string;
}

/** All that is said of them, by the name of the file, and whether it is right. */
const said: Readonly<Record<string, readonly string[]>> = {
  related_self: ['proc_creation_win_powershell_msexchange_transport_agent.yml'],
  // An escaped star before `.bin`: the rule finds no file of another name.
  wildcard_escaped: ['proc_creation_win_malware_ursnif_cmd_redirection.yml'],
  wildcard_redundant: [
    'proc_creation_lnx_susp_sensitive_file_access.yml',
    'proc_creation_win_net_use_password_plaintext.yml',
    'proc_creation_win_reg_credential_access_via_password_filter.yml',
  ],
  // Each asks by a star whether the field is there.
  value_is_everything: [
    'aws_new_lambda_layer_attached.yml',
    'kubernetes_audit_hostpath_mount.yml',
    'posh_pm_alternate_powershell_hosts.yml',
  ],
  // `sysmon` with ids that `sysmon_status` and `file_block_shredding` have.
  logsource_generic: ['sysmon_config_modification.yml', 'sysmon_file_block_shredding.yml'],
};

/** What the conventions say of them, how often; each was looked at. */
const conventions: Readonly<Record<string, number>> = {
  convention_missing_key: 15,
  convention_key_order: 29,
  convention_reference: 17,
  convention_description_link: 3,
  // Two that end in `_.yml`, and one in `.yml.yml`.
  convention_file_name: 3,
  convention_number_quoted: 2,
  convention_title_case: 1,
  convention_title_form: 1,
};

test.runIf(has)(
  'published rules are as they should be, but for these',
  () => {
    const found: Record<string, string[]> = {};
    const counts: Record<string, number> = {};
    for (const { path, yaml } of linesOf<Published>('rules.ndjson')) {
      for (const { code } of lintText(yaml)) (found[code] ??= []).push(path.split('/').at(-1) ?? '');
      for (const { code } of lintConventions(yaml, path)) counts[code] = (counts[code] ?? 0) + 1;
    }
    const sorted = Object.fromEntries(Object.entries(found).map(([code, files]) => [code, files.sort()]));
    expect(sorted).toEqual(said);
    expect(counts).toEqual(conventions);
  },
  120_000,
);

const itemsIn = (search: Search): DetectionItem[] =>
  search.type === 'item'
    ? [search]
    : search.type === 'broken' || search.type === 'array'
      ? []
      : search.children.flatMap(itemsIn);

/** Ways to write a rule so that there is something to mend, and what mends it. */
const worse: Readonly<Record<string, (item: DetectionItem, text: string) => TextEdit[]>> = {
  wildcard_redundant: (item, text) => {
    const anchor = readPlan(item).plan?.anchor;
    return quoted(item, text).map(({ start, end }) =>
      anchor === 'start'
        ? put(end, '*')
        : anchor === 'end' || anchor === 'anywhere'
          ? put(start, '*')
          : put(0, ''),
    );
  },
  wildcards_for_modifier: (item, text) => {
    const plan = readPlan(item).plan;
    const [first] = item.modifiers;
    const all = quoted(item, text);
    if (!plan?.anchor || !first || all.length < item.values.length || plan.windash) return [];
    if (!['contains', 'startswith', 'endswith'].includes(first.name)) return [];
    const stars = all.flatMap(({ start, end }) => [
      ...(plan.anchor === 'start' ? [] : [put(start, '*')]),
      ...(plan.anchor === 'end' ? [] : [put(end, '*')]),
    ]);
    return [{ range: { start: first.range.start - 1, end: first.range.end }, text: '' }, ...stars];
  },
  double_wildcard: (item, text) =>
    quoted(item, text).flatMap(({ start, end }) =>
      [...text.slice(start, end).matchAll(/(?<![\\*])\*(?!\*)/g)].map(({ index }) => put(start + index, '*')),
    ),
};

const put = (at: number, text: string): TextEdit => ({ range: { start: at, end: at }, text });

/** Where values stand between single quotes, as they are. */
const quoted = (item: DetectionItem, text: string) =>
  readPlan(item).plan?.state === 'text'
    ? item.values
        .filter(
          ({ style, text: own, range }) =>
            style === 'single' && text.slice(range.start + 1, range.end - 1) === own,
        )
        .map(({ range }) => ({ start: range.start + 1, end: range.end - 1 }))
    : [];

test.runIf(has)(
  'a fix changes no verdict, unless it says that it does',
  () => {
    const rules = linesOf<Published>('rules.ndjson').filter((_, i) => i % 4 === 0);
    const witnesses = new Map(
      linesOf<{ id: string; events: { e: EventValue }[] }>('witness.ndjson').map(({ id, events }) => [
        id,
        events,
      ]),
    );
    const others = [...linesOf<EventValue>('windows.ndjson'), ...linesOf<EventValue>('cloudtrail.ndjson')];
    const tried: Record<string, number> = {};
    for (const { id, path, yaml } of rules) {
      const [rule] = readRules(yaml).rules;
      if (rule?.type !== 'detection') continue;
      const items = rule.detection.identifiers.flatMap(({ search }) => itemsIn(search));
      const own = (witnesses.get(id) ?? []).map(({ e }) => e);
      const events = [...own, ...others.filter((_, i) => i % 400 === 0)];
      for (const [code, mutate] of [['', () => []] as const, ...Object.entries(worse)]) {
        const bad = applyEdits(
          yaml,
          items.flatMap((item) => mutate(item, yaml)),
        );
        if (code !== '' && bad === yaml) continue;
        const fixes = lintText(bad)
          .filter((each) => code === '' || each.code === code)
          .flatMap((each) => (each.fixes ?? []).map((fix) => ({ ...fix, code: each.code })))
          .filter(({ changesMeaning }) => !changesMeaning);
        if (fixes.length === 0) continue;
        const mended = applyEdits(
          bad,
          fixes.flatMap(({ edits }) => edits),
        );
        const [before, after] = [verdicts(bad, events), verdicts(mended, events)];
        // Without its modifier, a key may stand twice.
        if (before[0] === 'refused') continue;
        expect([path, code, after]).toEqual([path, code, before]);
        for (const fix of fixes) tried[fix.code] = (tried[fix.code] ?? 0) + 1;
      }
    }
    for (const code of Object.keys(worse)) expect([code, (tried[code] ?? 0) > 0]).toEqual([code, true]);
  },
  240_000,
);

function verdicts(text: string, events: readonly EventValue[]): readonly string[] {
  const [rule] = readRules(text).rules;
  if (rule?.type !== 'detection') return [];
  const compiled = compileRule(rule);
  return compiled.refused ? ['refused'] : events.map((event) => match(compiled, event));
}
