import type { CompiledRule } from '../../sigma/index.ts';
import type { Input } from '../../intake/read-input.ts';

/** What the engine holds since its last run; to be read anew for each question. */
export interface Held {
  readonly ruleText: string;
  /** The first detection rule of the text; null where it has none. */
  readonly rule: CompiledRule | null;
  readonly input: Input;
  /** The first detection rule of another text, under the same conditions. */
  compile(ruleText: string): Promise<CompiledRule | null>;
}
