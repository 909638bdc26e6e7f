// The references behind the boundary: what the page says of a rule beside its verdict, and the catalogue of rules.
import { navigatorLayer } from '../../catalog/attack/navigator-layer.ts';
import { toMatrix } from '../../catalog/attack/matrix.ts';
import type { CatalogEntry } from '../../catalog/types.ts';
import { attackEnterprise } from '../../knowledge/attack/attack-enterprise.ts';
import { describeAlone, readDetectionRule } from './describe.ts';
import type { OpenedRule, ReferenceEngine, RulePage } from './protocol.ts';
import { RuleBase } from './rule-base.ts';
import { createRuleStore, noStore } from './rule-store.ts';
import type { RuleStore } from './rule-store.ts';
import { Runs } from './runs.ts';

export interface ReferenceParts {
  readonly createStore?: () => RuleStore;
}

export function createReference({ createStore = createRuleStore }: ReferenceParts = {}): ReferenceEngine {
  const runs = new Runs(() => []);
  let base: RuleBase | null = null;
  let isReady: Promise<void> | null = null;

  /** Whoever calls without a start gets the default. */
  async function ready(keep = true): Promise<RuleBase> {
    base ??= new RuleBase({
      store: keep ? createStore() : noStore,
      onAdd: () => {},
      onRemove: () => {},
    });
    const mine = base;
    isReady ??= mine.loadSite().then(() => void mine.loadStored());
    await isReady;
    return mine;
  }

  async function describe(ruleText: string): Promise<RulePage | null> {
    const { size, isLoading } = await ready();
    const rule = readDetectionRule(ruleText);
    if (!rule) return null;
    return {
      ...describeAlone(rule),
      indicators: [],
      related: [],
      catalogSize: size,
      catalogLoading: isLoading,
    };
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
    watch: async (onChange) => (await ready()).watch(onChange),
    sources: async () => (await ready()).sources,
    broken: async (source) => (await ready()).broken(source),
    importFiles: async (files, name, onProgress) => (await ready()).importFiles(files, name, onProgress),
    removeSource: async (id) => (await ready()).remove(id),
    cancel: async () => base?.cancel(),
    open,
    describe,
    matrix: async (keys) =>
      toMatrix(
        (await entriesOf(keys)).map(({ tags }) => tags),
        attackEnterprise,
      ),
    navigatorLayer: async (name, keys) => navigatorLayer(name, await entriesOf(keys), attackEnterprise),
    planRun: async (eventsText, options) => {
      const { rules, version } = await ready();
      return runs.plan(rules, version, eventsText, options);
    },
    reportRun: (findings) => runs.report(findings),
  } as Partial<ReferenceEngine> as ReferenceEngine;
}
