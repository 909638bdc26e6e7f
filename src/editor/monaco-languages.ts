// YAML and JSON for Monaco, coloured by the same reading as the plain editor.
import * as monaco from 'monaco-editor/editor';
import type { EditorLanguage, LineState } from '../language/tokens.ts';
import { initialState, tokenizeLine } from '../language/tokens.ts';

class State implements monaco.languages.IState {
  readonly line: LineState;
  constructor(line: LineState) {
    this.line = line;
  }
  clone(): State {
    return this;
  }
  equals(other: monaco.languages.IState): boolean {
    return (
      other instanceof State && other.line.block === this.line.block && other.line.quote === this.line.quote
    );
  }
}

const configurations: Record<EditorLanguage, monaco.languages.LanguageConfiguration> = {
  yaml: {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string'] },
      { open: "'", close: "'", notIn: ['string'] },
    ],
    surroundingPairs: ['{}', '[]', '()', '""', "''"].map((pair) => ({
      open: pair.charAt(0),
      close: pair.charAt(1),
    })),
    folding: { offSide: true },
    onEnterRules: [{ beforeText: /:\s*$/, action: { indentAction: monaco.languages.IndentAction.Indent } }],
  },
  json: {
    brackets: [
      ['{', '}'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}', notIn: ['string'] },
      { open: '[', close: ']', notIn: ['string'] },
      { open: '"', close: '"', notIn: ['string'] },
    ],
    surroundingPairs: ['{}', '[]', '""'].map((pair) => ({ open: pair.charAt(0), close: pair.charAt(1) })),
  },
};

export function registerLanguages(): void {
  for (const id of ['yaml', 'json'] as const) {
    monaco.languages.register({ id });
    monaco.languages.setLanguageConfiguration(id, configurations[id]);
    monaco.languages.setTokensProvider(id, {
      getInitialState: () => new State(initialState),
      tokenize(line, state) {
        const read = tokenizeLine(id, line, (state as State).line);
        return {
          tokens: read.tokens.map(({ start, kind }) => ({ startIndex: start, scopes: kind })),
          endState: new State(read.state),
        };
      },
    });
  }
}
