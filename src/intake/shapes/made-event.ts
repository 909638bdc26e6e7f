// An event that is put together from values that stand elsewhere under other names. What stands first under a name
// counts.
import type { EventObject, EventValue } from '../../sigma/index.ts';
import { isEventObject } from '../../sigma/index.ts';
import type { Origin, Part } from './shape.ts';
import { pointerOf, put } from './shape.ts';

export class MadeEvent {
  readonly #event: Record<string, EventValue> = {};
  readonly #places = new Map<string, { readonly at: string; readonly inside: string | undefined }>();

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** `at`: where the value stands; `inside`: in the JSON that the string there holds. */
  put(path: readonly string[], value: EventValue, at: string, inside?: string): void {
    let object = this.#event;
    for (const key of path.slice(0, -1)) {
      if (!Object.hasOwn(object, key)) put(object, key, {});
      const next = object[key] as EventValue;
      if (!isEventObject(next)) return;
      object = next as Record<string, EventValue>;
    }
    const last = path.at(-1) as string;
    if (Object.hasOwn(object, last)) return;
    put(object, last, value);
    this.note(pointerOf(...path), at, inside);
  }

  /** What is at `pointer`, and all below it, stands at `at`. */
  note(pointer: string, at: string, inside?: string): void {
    this.#places.set(pointer, { at, inside });
  }

  get event(): EventObject {
    return this.#event;
  }

  readonly placeOf: Origin = (pointer) => {
    for (let head = pointer; ; head = head.slice(0, head.lastIndexOf('/'))) {
      const place = this.#places.get(head);
      const rest = pointer.slice(head.length);
      if (place) return place.inside === undefined ? [place.at + rest, ''] : [place.at, place.inside + rest];
      if (head === '') return null;
    }
  };
}

/** The places are found again when they are asked for: few are, and there may be many events. */
export function madePart(value: EventObject, make: (value: EventObject) => MadeEvent): Part {
  let made: MadeEvent | null = null;
  const origin: Origin = (pointer) => (made ??= make(value)).placeOf(pointer);
  return { at: '', value: make(value).event, origin, isFinal: true };
}
