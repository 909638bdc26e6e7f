import { offerForPlace, pickPlace } from './authoring.ts';
import { createCells } from './cells.ts';
import { draftFrom } from './draft.ts';
import { evasionOf } from './evasion.ts';
import { createEventLint } from './event-lint.ts';
import { createFields } from './fields.ts';
import { createGrading } from './grade.ts';
import type { Held } from './held.ts';
import { createHints, hoverInEvents, hoverInRule } from './language.ts';
import { previewFixes } from './preview.ts';
import { readOwnTests, readTests, textsOf, writeTests } from './rule-tests.ts';
import type { Workbench } from './protocol.ts';
import { formatRule } from '../../language/rule/format.ts';
import { identifierUses, renameIdentifier } from '../../language/rule/identifiers.ts';
import { newIdEdit } from '../../language/rule/new-id.ts';
import { outlineOf } from '../../language/rule/outline.ts';
import { insertSnippet } from '../../language/rule/insert-snippet.ts';
import { judge } from '../../lessons/judge.ts';
import { createTrial } from './trial.ts';

export function createWorkbench(held: Held): Workbench {
  const fields = createFields(held);
  const hints = createHints(held);
  return {
    preview: (fixes) => previewFixes(held, fixes),
    lint: createEventLint(held),
    trial: createTrial(held),
    cells: createCells(held),
    writeTests: (format, labels) => writeTests(held, format, labels),
    readTests: (files) => readTests(held, files),
    readOwnTests: () => readOwnTests(held),
    texts: async (events) => textsOf(held, events),
    pick: async (asked) => pickPlace(held, asked),
    offers: (asked) => offerForPlace(held, asked),
    fields: async () => fields(),
    draft: async (selected) => draftFrom(held, selected),
    evasion: (event) => evasionOf(held, event),
    grade: createGrading(held),
    judge: (texts) => Promise.all(texts.map(judge)),
    layOut: async (text) => formatRule(text),
    outline: async (text) => outlineOf(text),
    uses: async (text, offset) => identifierUses(text, offset),
    rename: async (text, offset, name) => renameIdentifier(text, offset, name),
    snippet: async (text, id, uuid) => insertSnippet(text, id, uuid),
    newId: async (text, offset, uuid) => newIdEdit(text, offset, uuid),
    hoverRule: async (text, offset, selected) => hoverInRule(held, fields(), text, offset, selected),
    hoverEvents: async (offset) => hoverInEvents(held, offset),
    hints: async (selected, from, budgetMs) => hints(selected, from, budgetMs),
  };
}
