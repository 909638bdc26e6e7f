/** A JSON number whose source text is not what JavaScript would print: `9007199254740993`, `1.0`, `1e3`. */
export class ExactNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type EventObject = { readonly [key: string]: EventValue };
export type EventValue = null | boolean | number | string | ExactNumber | readonly EventValue[] | EventObject;

export function isEventObject(value: EventValue): value is EventObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}
