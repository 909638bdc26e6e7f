// When to run: at once as long as the work is short, so that the answer makes the very next frame; the longer it
// takes, the longer we wait for more typing. There is no fixed delay. What counts is the work itself: the way to the
// worker and back is mostly waiting for the page's own frames, which a delay would only add to.

/** Resolves to the milliseconds that the work took; null leaves the measure as it is. */
export type Task = () => Promise<number | null>;

export interface ScheduleOptions {
  /** Runs up to this long are started at once: one frame. */
  readonly frameMs?: number;
  readonly maxWaitMs?: number;
}

export interface Scheduler {
  /** Runs `task` soon; a task asked for before it started takes its place. */
  request(task: Task): void;
  /** Runs what is waiting now (the user asked for it). */
  flush(): void;
  cancel(): void;
}

export function createScheduler(options: ScheduleOptions = {}): Scheduler {
  const { frameMs = 16, maxWaitMs = 400 } = options;
  let waiting: Task | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = 0;

  function start(): void {
    clearTimeout(timer);
    timer = undefined;
    const task = waiting;
    waiting = null;
    if (!task) return;
    task().then(
      (ms) => (lastMs = ms ?? lastMs),
      () => {},
    );
  }

  return {
    request: (task) => {
      const first = waiting === null;
      waiting = task;
      // Counted from the first request: typing without a pause must not put the answer off for ever.
      if (!first) return;
      if (lastMs <= frameMs) queueMicrotask(start);
      else timer = setTimeout(start, Math.min(lastMs, maxWaitMs));
    },
    flush: start,
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      waiting = null;
    },
  };
}
