// Files → the rules in them, and the tests of each, in whatever format.
//
// Whose tests they are: exemplars stand in their rule; regression data names the rule's id, or the rule names it by
// `regression_tests_path`; Panther's `Tests` stand in the rule too, or their `RuleID` is the rule's id or title;
// otherwise files of tests stand beside their rule and begin with its name: `rule.yml`, `rule.tests.ndjson` (labelled
// events; also `.jsonl` and `.json`, and `.events.json`), `rule.panther.yml`.
import { entryOf, scalarText } from '../document/node.ts';
import type { MappingNode } from '../document/node.ts';
import { readCollection } from '../collection/read-collection.ts';
import type { DetectionRule } from '../rule/rule.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { refusesRule } from '../source/diagnostic.ts';
import { readExemplars } from './exemplars.ts';
import { hasLabels, readLabelled } from './labelled-events.ts';
import { isPanther, pantherRuleId, readPanther } from './panther.ts';
import { isRegressionInfo, readRegression } from './regression-data.ts';
import { testDiagnostic } from './rule-test.ts';
import type { RuleTest, TestsRead } from './rule-test.ts';
import { cleanPath, FileIndex, folderOf, nameOf } from './test-files.ts';
import type { TestFile } from './test-files.ts';

export interface FoundRule {
  readonly path: string;
  readonly rule: DetectionRule;
  readonly id: string | undefined;
}

/** The tests of one rule that stand in one file. */
export interface FoundTests {
  readonly path: string;
  /** null: it is not among the files. */
  readonly rule: FoundRule | null;
  /** The id that the file names a rule by. */
  readonly ruleId?: string;
  readonly tests: readonly RuleTest[];
}

/** Something wrong with a file. */
export interface TestProblem extends Diagnostic {
  readonly path: string;
}

export interface Collected {
  readonly rules: readonly FoundRule[];
  readonly groups: readonly FoundTests[];
  readonly problems: readonly TestProblem[];
}

export interface CollectOptions {
  /** JSON files are read by what they hold, not by their names: they were chosen for it. */
  readonly byContent?: boolean;
}

const isYamlPath = (path: string) => /\.ya?ml$/i.test(path);
const testsName = /\.tests\.(?:ndjson|jsonl|json)$/i;
/** May hold events without labels, too. */
const eventsName = /\.events\.json$/i;
const jsonName = /\.(?:ndjson|jsonl|json)$/i;
/** Of all that a repository has in YAML, this is worth a word where it cannot be read. */
const looksRelevant = /^["']?(?:detection|regression_tests_info|Tests)["']?\s*:/m;

export function collectTests(
  files: readonly TestFile[],
  { byContent = false }: CollectOptions = {},
): Collected {
  const clean = files.map(({ path, text }) => ({ path: cleanPath(path), text }));
  return new Collector(clean, byContent).collect();
}

class Collector {
  readonly #files: readonly TestFile[];
  readonly #byContent: boolean;
  readonly #index: FileIndex;
  readonly #rules: FoundRule[] = [];
  readonly #groups: FoundTests[] = [];
  readonly #problems: TestProblem[] = [];
  readonly #byId = new Map<string, FoundRule>();
  readonly #byTitle = new Map<string, FoundRule>();
  readonly #byInfo = new Map<string, FoundRule>();
  readonly #byStem = new Map<string, FoundRule>();
  readonly #used = new Set<string>();

  constructor(files: readonly TestFile[], byContent: boolean) {
    this.#files = files;
    this.#byContent = byContent;
    this.#index = new FileIndex(files);
  }

  collect(): Collected {
    const others: { path: string; document: MappingNode }[] = [];
    for (const { path, text } of this.#files.filter(({ path }) => isYamlPath(path)))
      for (const { rule, effective } of readCollection(text).documents) {
        if (rule.type === 'detection') this.#addRule(path, effective ?? rule);
        else if (rule.type === 'broken') {
          if (rule.document && isTestFile(rule.document)) others.push({ path, document: rule.document });
          const faults = rule.diagnostics.filter(refusesRule);
          if (isRulePart(rule.document)) this.#report(path, faults);
          else if (looksRelevant.test(text)) this.#report(path, faults.filter(isOfYaml));
        } else if (rule.type === 'correlation') this.#addGroup(path, null, readExemplars(rule.document));
      }
    for (const { path, document } of others) this.#addTestFile(path, document);
    for (const { path, text } of this.#files) if (this.#isLabelled(path, text)) this.#addLabelled(path, text);
    return { rules: this.#rules, groups: this.#groups, problems: this.#problems };
  }

  #addRule(path: string, rule: DetectionRule): void {
    const { document } = rule;
    const id = document ? scalarText(document, 'id') : undefined;
    const found = { path, rule, id };
    this.#rules.push(found);
    if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, found);
    if (!this.#byTitle.has(rule.title)) this.#byTitle.set(rule.title, found);
    const stem = path.replace(/\.ya?ml$/i, '');
    if (!this.#byStem.has(stem)) this.#byStem.set(stem, found);
    if (!document) return;
    const info = scalarText(document, 'regression_tests_path');
    const infoPath = info === undefined ? undefined : this.#index.find(info, path);
    if (infoPath !== undefined) this.#byInfo.set(infoPath, found);
    this.#addGroup(path, found, readExemplars(document));
    if (isPanther(document)) this.#addGroup(path, found, readPanther(document));
  }

  #addTestFile(path: string, document: MappingNode): void {
    if (isRegressionInfo(document)) {
      const read = readRegression(document, path, this.#index);
      for (const each of read.used) this.#used.add(each);
      const byId = read.ruleIds.map((id) => this.#byId.get(id)).find(Boolean);
      this.#addGroup(path, byId ?? this.#byInfo.get(path) ?? null, read, read.ruleIds[0]);
    } else {
      const id = pantherRuleId(document);
      const named = id === undefined ? undefined : (this.#byId.get(id) ?? this.#byTitle.get(id));
      this.#addGroup(path, named ?? this.#ruleBeside(path), readPanther(document), id);
    }
  }

  #isLabelled(path: string, text: string): boolean {
    if (this.#used.has(path)) return false;
    if (testsName.test(path)) return true;
    return (this.#byContent ? jsonName : eventsName).test(path) && hasLabels(text);
  }

  #addLabelled(path: string, text: string): void {
    this.#addGroup(path, this.#ruleBeside(path), readLabelled(text));
  }

  /** `folder/rule.anything` is of `folder/rule.yml`. */
  #ruleBeside(path: string): FoundRule | null {
    const [folder, name] = [folderOf(path), nameOf(path)];
    for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      const stem = folder === '' ? name.slice(0, dot) : `${folder}/${name.slice(0, dot)}`;
      const found = this.#byStem.get(stem);
      if (found) return found;
    }
    return null;
  }

  #addGroup(path: string, rule: FoundRule | null, { tests, diagnostics }: TestsRead, wanted?: string): void {
    this.#report(path, diagnostics);
    if (tests.length === 0) return;
    this.#groups.push({ path, rule, tests, ...(wanted === undefined ? {} : { ruleId: wanted }) });
    if (rule || this.#byContent) return;
    const which = wanted === undefined ? '' : ` with the id \`${wanted.slice(0, 100)}\``;
    const message = `There is no rule${which} among the files for these tests.`;
    this.#report(path, [
      testDiagnostic('test_without_rule', tests[0]?.range ?? { start: 0, end: 0 }, message),
    ]);
  }

  #report(path: string, diagnostics: readonly Diagnostic[]): void {
    this.#problems.push(...diagnostics.map((each) => ({ ...each, path })));
  }
}

function isTestFile(document: MappingNode): boolean {
  return isRegressionInfo(document) || isPanther(document);
}

/** Whoever names a log source means a rule. */
function isRulePart(document: MappingNode | null): boolean {
  return document !== null && entryOf(document, 'logsource') !== undefined;
}

function isOfYaml({ code }: Diagnostic): boolean {
  return code.startsWith('yaml_') || code === 'not_a_mapping';
}
