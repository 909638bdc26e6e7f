import type { EventSample } from './trace.ts';

/** Events beyond this number are counted only. */
export const maxSample = 100;

export class SampleBuilder {
  count = 0;
  private readonly events: number[] = [];

  add(event: number): void {
    this.count++;
    if (this.events.length < maxSample) this.events.push(event);
  }

  sample(): EventSample {
    return { count: this.count, events: this.events };
  }
}
