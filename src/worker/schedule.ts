// When to run: at once as long as runs are short, so that the answer makes the very next frame; the longer they take,
// the longer we wait for more typing. There is no fixed delay.

export interface ScheduleOptions {
  /** Runs up to this long are started at once: one frame. */
  readonly frameMs?: number;
  readonly maxWaitMs?: number;
  readonly now?: () => number;
}

export interface Scheduler {
  /** Runs `task` soon; a task asked for before it started takes its place. */
  request(task: () => Promise<unknown>): void;
  /** Runs what is waiting now (the user asked for it). */
  flush(): void;
  cancel(): void;
}

export function createScheduler(options: ScheduleOptions = {}): Scheduler {
  const { frameMs = 16, maxWaitMs = 400, now = () => performance.now() } = options;
  let waiting: (() => Promise<unknown>) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = 0;

  function start(): void {
    clearTimeout(timer);
    timer = undefined;
    const task = waiting;
    waiting = null;
    if (!task) return;
    const started = now();
    const finish = () => {
      lastMs = now() - started;
    };
    task().then(finish, finish);
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
