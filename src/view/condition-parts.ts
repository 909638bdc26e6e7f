// The condition's text, cut into its operands.
import type { Range } from '../sigma/index.ts';
import type { ConditionPart } from './row.ts';
import { toShort } from './visible.ts';

/** An operand's text with its place in the rule and the number of its stage. */
interface Named {
  readonly trace: { readonly range: Range };
  readonly text: string;
  readonly stage: number;
}

export function toParts(
  text: string,
  range: Range,
  ruleText: string,
  operands: readonly Named[],
): readonly ConditionPart[] {
  const parts: ConditionPart[] = [];
  let at = range.start;
  for (const { trace, text: operandText, stage } of operands) {
    if (trace.range.start < at || trace.range.end > range.end)
      return [{ text: toShort(text, 2000), stage: 0 }];
    if (trace.range.start > at)
      parts.push({ text: toWords(ruleText.slice(at, trace.range.start)), stage: 0 });
    parts.push({ text: operandText, stage });
    // A pipeline added it before what is written.
    if (trace.range.end === trace.range.start) parts.push({ text: ' and ', stage: 0 });
    at = trace.range.end;
  }
  if (at < range.end) parts.push({ text: toWords(ruleText.slice(at, range.end)), stage: 0 });
  return trimQuotes(parts).filter((part) => part.text !== '');
}

/** The quotes of a quoted condition say nothing about it. */
function trimQuotes(parts: readonly ConditionPart[]): readonly ConditionPart[] {
  return parts.map((part, at) => {
    if (part.stage !== 0) return part;
    if (at === 0) return { ...part, text: part.text.replace(/^\s*["']/, '') };
    if (at === parts.length - 1) return { ...part, text: part.text.replace(/["']\s*$/, '') };
    return part;
  });
}

function toWords(text: string): string {
  return toShort(text.replace(/\s+/g, ' '), 400);
}

export function toLine(ruleText: string, range: Range): string {
  return toShort(ruleText.slice(range.start, range.end).trim().replace(/\s+/g, ' '), 400);
}
