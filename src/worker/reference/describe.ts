// What the page says of a rule beside its verdict.
import type { Catalog } from '../../catalog/catalog.ts';
import { lintAgainstCatalog } from '../../catalog/lint-against-catalog.ts';
import type { CatalogEntry } from '../../catalog/types.ts';
import { relatedTo } from '../../catalog/related.ts';
import { coverEvents } from '../../coverage/cover-events.ts';
import { toExamples } from '../../coverage/near-miss-events.ts';
import { toSkeleton } from '../../coverage/skeleton.ts';
import type { EventCoverage } from '../../coverage/types.ts';
import { attackEnterprise } from '../../knowledge/attack/attack-enterprise.ts';
import { coverAttack } from '../../knowledge/attack/cover-attack.ts';
import { lintCloudTrail } from '../../lint/lint-cloudtrail.ts';
import { lintLogic } from '../../lint/lint-logic.ts';
import { lintConventions } from '../../lint/lint-conventions.ts';
import { lintRule } from '../../lint/lint-rule.ts';
import { lintText } from '../../lint/lint-text.ts';
import { compileWhole, readMetadata, readRules } from '../../sigma/index.ts';
import type { CompiledRule, DetectionRule, Diagnostic } from '../../sigma/index.ts';
import { createSlicer } from '../slices.ts';
import type { RuleExamples, RulePage } from './protocol.ts';

const maxRelated = 50;

/** The rule that is evaluated: the first detection rule of a text. */
function readDetectionRule(text: string): DetectionRule | null {
  return readRules(text).rules.find((rule) => rule.type === 'detection') ?? null;
}

export function describeRule(ruleText: string, catalog: Catalog): Omit<RulePage, 'catalogLoading'> | null {
  const rule = readDetectionRule(ruleText);
  if (!rule) return null;
  const metadata = readMetadata(rule.document);
  return {
    metadata,
    logsource: rule.logsource,
    attack: coverAttack(metadata, attackEnterprise),
    diagnostics: [
      ...lintText(ruleText),
      ...lintRule(rule, attackEnterprise),
      ...lintAgainstCatalog(catalog, rule, metadata.id?.text ?? ''),
    ],
    indicators: catalog.rowsFor(rule, metadata.id?.text ?? ''),
    related: relatedTo(catalog, rule, metadata, maxRelated),
    catalogSize: catalog.size,
  };
}

interface Covered {
  readonly text: string;
  readonly compiled: CompiledRule;
  readonly coverage: EventCoverage;
}

/** Event coverage and skeletons; the rule that was asked for last is kept, for each row may be asked for next. */
export class Coverages {
  #last: Promise<Covered | null> = Promise.resolve(null);

  async coverage(ruleText: string): Promise<EventCoverage | null> {
    return (await this.#cover(ruleText))?.coverage ?? null;
  }

  async skeleton(ruleText: string, values: readonly string[]): Promise<string> {
    const covered = await this.#cover(ruleText);
    return covered ? toSkeleton(covered.compiled, covered.coverage.fields, values) : '';
  }

  async examples(ruleText: string, values: readonly string[] | null): Promise<RuleExamples | null> {
    const covered = await this.#cover(ruleText);
    if (!covered) return null;
    const { events, problems, predicates } = await toExamples(covered.compiled, covered.coverage, values, {
      pause: createSlicer(),
    });
    return {
      events: events.map(({ event, ...rest }) => ({ ...rest, text: JSON.stringify(event, null, 2) })),
      problems,
      predicates,
    };
  }

  async #cover(text: string): Promise<Covered | null> {
    const last = await this.#last.catch(() => null);
    if (last?.text === text) return last;
    return (this.#last = cover(text));
  }
}

async function cover(text: string): Promise<Covered | null> {
  const compiled = await compileDetectionRule(text);
  return compiled && { text, compiled, coverage: await coverEvents(compiled) };
}

/**
 * What can be said of its meaning beyond what `describeRule` says; AWS's facts are loaded for it. A text without a
 * detection rule has no page, and all that there is to say is said here.
 */
export async function lintMeaning(ruleText: string): Promise<readonly Diagnostic[]> {
  const compiled = await compileDetectionRule(ruleText);
  return compiled ? [...lintLogic(compiled), ...(await lintCloudTrail(compiled))] : lintText(ruleText);
}

/** By the conventions of SigmaHQ's repository; a rule of the user's catalogue has the name of its file. */
export function conventionsOf(
  ruleText: string,
  rules: Iterable<{ readonly entry: CatalogEntry }>,
): Diagnostic[] {
  const own = readMetadata(readDetectionRule(ruleText)?.document ?? null).id?.text ?? '';
  const file =
    own === '' ? undefined : [...rules].find(({ entry }) => entry.id === own && entry.source !== 'built-in');
  return lintConventions(ruleText, file?.entry.path);
}

/** Nobody stops this worker: what may never end is not run. */
async function compileDetectionRule(text: string): Promise<CompiledRule | null> {
  const rule = readDetectionRule(text);
  if (!rule) return null;
  return compileWhole(rule, { refuseBacktracking: true });
}
