// What the matcher says of a rule and events that are not those of the page: of an example, of a card.
import { loadShapes } from '../intake/load-shapes.ts';
import { readInput } from '../intake/read-input.ts';
import { compileWhole, match, readRules } from '../sigma/index.ts';
import type { Verdict } from '../sigma/index.ts';

export interface JudgedTexts {
  readonly ruleText: string;
  /** In whatever shape the events pane takes. */
  readonly eventsText: string;
}

export interface Judgement {
  /** One an event; empty where the rule is refused. */
  readonly verdicts: readonly Verdict[];
  /** Why the rule is refused: the first error; empty when it is not. */
  readonly problem: string;
  /** Its code. */
  readonly code: string;
}

/** Regular expressions that may run for ever are not run: nothing here can be stopped. */
export async function judge({ ruleText, eventsText }: JudgedTexts): Promise<Judgement> {
  const read = readRules(ruleText);
  const rule = read.rules.find((each) => each.type === 'detection');
  const compiled = rule && (await compileWhole(rule, { refuseBacktracking: true }));
  if (!compiled || compiled.refused) {
    const error = [...read.diagnostics, ...(compiled?.diagnostics ?? [])].find(
      ({ severity }) => severity === 'error',
    );
    return { verdicts: [], problem: error?.message ?? '', code: error?.code ?? 'no_rule' };
  }
  const { events } = await readEvents(eventsText);
  const ready = compiled;
  return { verdicts: events.map(({ value }) => match(ready, value)), problem: '', code: '' };
}

async function readEvents(text: string): Promise<ReturnType<typeof readInput>> {
  const input = readInput(text);
  return input.needsShapes ? readInput(text, await loadShapes()) : input;
}
