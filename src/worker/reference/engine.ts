// The references behind the boundary: what the page says of a rule beside its verdict, and the catalogue of rules.
import { navigatorLayer } from '../../catalog/attack/navigator-layer.ts';
import { toMatrix } from '../../catalog/attack/matrix.ts';
import { Catalog } from '../../catalog/catalog.ts';
import type { CatalogEntry } from '../../catalog/types.ts';
import { attackEnterprise } from '../../knowledge/attack/attack-enterprise.ts';
import { knownTags } from '../../knowledge/attack/known-tags.ts';
import { placeTags } from '../../knowledge/attack/place-tags.ts';
import { logsourceWords } from '../../knowledge/logsource/logsource-words.ts';
import { describeField, fieldWords } from '../../language/fields.ts';
import { hoverKnown } from '../../language/rule/hover-known.ts';
import { subjectOf } from '../../language/rule/operations-of.ts';
import { conventionsOf, Coverages, describeRule, lintMeaning } from './describe.ts';
import type { OpenedRule, ReferenceEngine, RulePage } from './protocol.ts';
import { RuleBase } from './rule-base.ts';
import { createRuleStore, noStore } from './rule-store.ts';
import type { RuleStore } from './rule-store.ts';
import { Runs } from './runs.ts';

export interface ReferenceParts {
  readonly createStore?: () => RuleStore;
}

/** As the matrix counts: tagged tactics, and those of tagged techniques. */
function tacticsOf(tags: readonly string[]): readonly string[] {
  const { tactics, techniques } = placeTags(tags, attackEnterprise);
  return [...new Set([...tactics.keys(), ...techniques.flatMap((placed) => placed.tactics)])];
}

export function createReference({ createStore = createRuleStore }: ReferenceParts = {}): ReferenceEngine {
  const catalog = new Catalog({ tacticsOf });
  const coverages = new Coverages();
  const runs = new Runs(catalog);
  let base: RuleBase | null = null;
  let isReady: Promise<void> | null = null;

  /** Whoever calls without a start gets the default. */
  async function ready(keep = true): Promise<RuleBase> {
    base ??= new RuleBase({
      store: keep ? createStore() : noStore,
      onAdd: (rules) => catalog.add(rules),
      onRemove: (source) => catalog.remove(source),
    });
    const mine = base;
    isReady ??= mine.loadSite().then(() => void mine.loadStored());
    await isReady;
    return mine;
  }

  async function describe(ruleText: string): Promise<RulePage | null> {
    const { isLoading } = await ready();
    const page = describeRule(ruleText, catalog);
    return page && { ...page, catalogLoading: isLoading };
  }

  async function entriesOf(keys: readonly string[] | undefined): Promise<readonly CatalogEntry[]> {
    const held = await ready();
    const rules = keys ? keys.flatMap((key) => held.get(key) ?? []) : [...held.rules];
    return rules.map(({ entry }) => entry);
  }

  async function open(key: string): Promise<OpenedRule | null> {
    const rule = (await ready()).get(key);
    if (!rule) return null;
    const { entry, text } = rule;
    if (entry.source !== 'built-in') return { entry, text, eventsText: '' };
    const { eventsTextOf } = await import('./built-in-events.ts');
    return { entry, text, eventsText: eventsTextOf(entry.path) };
  }

  return {
    start: async ({ keep }) => void (await ready(keep)),
    describe,
    lint: lintMeaning,
    conventions: async (ruleText) => conventionsOf(ruleText, (await ready()).rules),
    coverage: (ruleText) => coverages.coverage(ruleText),
    skeleton: (ruleText, values) => coverages.skeleton(ruleText, values),
    examples: (ruleText, values) => coverages.examples(ruleText, values),
    sources: async () => (await ready()).sources,
    search: async (query) => {
      await ready();
      return catalog.search(query);
    },
    rulesWith: async (indicator) => {
      await ready();
      return catalog.rulesWith(indicator);
    },
    open,
    importFiles: async (files, name, onProgress) => (await ready()).importFiles(files, name, onProgress),
    removeSource: async (id) => (await ready()).remove(id),
    broken: async (source) => (await ready()).broken(source),
    planRun: async (eventsText, options) => {
      const { rules, version } = await ready();
      return runs.plan(rules, version, eventsText, options);
    },
    reportRun: (findings) => runs.report(findings),
    cancel: async () => {
      runs.cancel();
      base?.cancel();
    },
    words: async () => ({ tags: knownTags(attackEnterprise), logsources: logsourceWords() }),
    fieldWords: async (of) => {
      if (typeof of !== 'string') return fieldWords({ product: 'aws' }, [of]);
      const { logsource, operations } = subjectOf(of);
      return fieldWords(logsource, operations);
    },
    hoverKnown: (ruleText, offset) => hoverKnown(ruleText, offset, attackEnterprise),
    describeField: (path, operation) => describeField(path, [operation]),
    matrix: async (keys) =>
      toMatrix(
        (await entriesOf(keys)).map(({ tags }) => tags),
        attackEnterprise,
      ),
    navigatorLayer: async (name, keys) => navigatorLayer(name, await entriesOf(keys), attackEnterprise),
    watch: async (onChange) => (await ready()).watch(onChange),
  };
}
