import type { CompiledRule } from '../../sigma/index.ts';
import type { Input } from '../../intake/read-input.ts';
import type { Placeholders } from '../protocol.ts';

/** What the engine holds since its last run; to be read anew for each question. */
export interface Held {
  readonly ruleText: string;
  /** The first detection rule of the text; null where it has none. */
  readonly rule: CompiledRule | null;
  readonly input: Input;
  /** The first detection rule of another text, under the same conditions; with these values of placeholders, if any. */
  compile(ruleText: string, placeholders?: Placeholders): Promise<CompiledRule | null>;
}
