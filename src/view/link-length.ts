import * as texts from '../texts/en.ts';
export interface LinkLength {
  /** 0 to 1, for the meter; each class of length takes a quarter. */
  readonly fill: number;
  readonly level: 'anywhere' | 'most' | 'browsers' | 'file';
  readonly text: string;
}

const steps = [
  { level: 'anywhere', limit: 2000, text: texts.shareLengthAnywhere },
  { level: 'most', limit: 8000, text: texts.shareLengthMost },
  { level: 'browsers', limit: 32000, text: texts.shareLengthBrowsers },
] as const;

export function toLinkLength(length: number): LinkLength {
  let from = 0;
  for (const [at, step] of steps.entries()) {
    if (length <= step.limit) {
      const within = (length - from) / (step.limit - from);
      return { fill: (at + within) / 4, level: step.level, text: step.text };
    }
    from = step.limit;
  }
  return { fill: 1, level: 'file', text: texts.shareLengthFile };
}
