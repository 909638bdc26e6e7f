// A place: a view that stands where the editors were, with an address of its own.
import type { Component } from 'svelte';
import type { Notices } from '../../state/notices.svelte.ts';
import type { Place } from '../../state/places.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { Session } from '../../state/session.svelte.ts';
import type { Actions } from '../actions.ts';

export interface PlaceParts {
  readonly playground: Playground;
  readonly session: Session;
  readonly notices: Notices;
}

export interface PlaceProps<State = undefined> {
  /** What the place keeps while it is closed. */
  readonly state: State;
  /** What stands behind `=` in its address. */
  readonly topic: string;
  readonly parts: PlaceParts;
  readonly actions: Actions;
  /** What the events of the page are called, in their order. */
  readonly labels: readonly string[];
  readonly onGo: (place: Place) => void;
  /** Back to the playground. `focusBack`: to where the place was opened. */
  readonly onClose: (focusBack?: boolean) => void;
}

/** What the file of a place exports. */
export interface PlaceModule<State = never> {
  readonly View: Component<PlaceProps<State>>;
  readonly createState?: (parts: PlaceParts) => State;
}

export const placeModule = <State>(module: PlaceModule<State>) => module as unknown as PlaceModule;
