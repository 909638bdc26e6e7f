import type { CompiledRule, Diagnostic } from '../sigma/index.ts';
import { runChecks } from './check.ts';
import { checks } from './checks.ts';
import { LogicSubject } from './logic.ts';

/** What a rule says against itself. Nothing of one that cannot be evaluated. */
export function lintLogic(rule: CompiledRule): Diagnostic[] {
  return rule.refused ? [] : runChecks(checks.rule, new LogicSubject(rule));
}
