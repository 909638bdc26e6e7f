/** A JSON number whose source text is not what JavaScript would print: `9007199254740993`, `1.0`, `1e3`. */
export class ExactNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An event: a JSON object, as `JSON.parse` or `readEvents` gives it. */
export type EventObject = { readonly [key: string]: EventValue };
/** Anything that an event may hold. */
export type EventValue = null | boolean | number | string | ExactNumber | readonly EventValue[] | EventObject;

/** Whether a value is an object of fields: no array, no null, no number with its text. */
export function isEventObject(value: EventValue): value is EventObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}
