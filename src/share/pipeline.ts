// The chosen pipeline among the options: `o.m`, the id of one that comes with the matcher, or a text.
import type { Carried } from './carried.ts';
import { optionIn, withOption } from './options.ts';

/** Empty where none is chosen. Never throws, whatever is given. */
export function pipelineIn(carried: Carried | undefined): string {
  const kept = optionIn(carried, 'm');
  return typeof kept === 'string' ? kept : '';
}

export function withPipeline(carried: Carried | undefined, pipeline: string): Carried | undefined {
  return withOption(carried, 'm', pipeline === '' ? undefined : pipeline);
}
