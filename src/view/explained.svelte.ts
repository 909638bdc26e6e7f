// What the page shows of the playground's answer: rows and marks, each made anew when what it stands on changes.
import { marksOf } from '../intake/marks-of.ts';
import type { Playground } from '../state/playground.svelte.ts';
import type { EventSummary } from '../worker/protocol.ts';
import { findFieldRow, findRowAt } from './find-row.ts';
import { withNearest } from './hints.ts';
import { noMarks, toMarks, toPointed } from './marks.ts';
import type { Row } from './row.ts';
import { toStages } from './stages.ts';
import { findRow, toFailing, toKeyRow } from './tree.ts';

export class Explained {
  readonly #playground: Playground;

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  /** As the user named them, where he did. */
  readonly events: readonly EventSummary[] = $derived.by(() => {
    const { answer, marks, eventsText } = this.#playground;
    const list = answer?.result.events.list ?? [];
    if (marks.length === 0 || answer?.eventsText !== eventsText) return list;
    const found = marksOf(
      marks,
      list.map(({ range }) => range),
    );
    return list.map((event, i) => ({ ...event, label: found[i]?.name ?? event.label }));
  });

  readonly stages = $derived.by(() => {
    const explained = this.#playground.explained;
    const explanation = explained?.result.explanation;
    return explanation ? toStages(explanation.trace, explained.ruleText) : null;
  });

  readonly rows: readonly Row[] = $derived.by(() => this.stages?.rows ?? []);

  readonly marks = $derived.by(() => {
    const { explained, stale, hoveredRow, selectedRow, pointed } = this.#playground;
    if (pointed) return toPointed(pointed);
    if (stale || !explained) return noMarks;
    const rowOf = (key: string | null) => {
      const row = key === null ? undefined : findRow(this.rows, key);
      return row && this.aim(row);
    };
    return toMarks(this.rows, rowOf(hoveredRow), rowOf(selectedRow));
  });

  /** Where nothing was met, the nearest value is shown. */
  aim(row: Row): Row {
    return withNearest(row, this.#playground.explained?.result.explanation?.whyNot ?? null);
  }

  /** The row that says most, or that was asked for. */
  get keyRow(): Row | undefined {
    return findFieldRow(this.rows, this.#playground.look) ?? toKeyRow(this.rows);
  }

  /** The row at a place of a text; undefined when the rows speak of another text. */
  rowAt(side: 'rule' | 'events', offset: number): Row | undefined {
    const { stale, explained, ruleText, eventsText } = this.#playground;
    if (stale || explained === null) return undefined;
    const isSame = side === 'rule' ? ruleText === explained.ruleText : eventsText === explained.eventsText;
    return isSame ? findRowAt(this.rows, side, offset) : undefined;
  }

  /** The failing predicate after the selected one, round and round. */
  get nextFailing(): Row | undefined {
    const failing = toFailing(this.rows);
    const at = failing.findIndex((row) => row.key === this.#playground.selectedRow);
    return failing[(at + 1) % failing.length];
  }
}
