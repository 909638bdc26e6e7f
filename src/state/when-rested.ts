/** Long enough for what was just put together to be painted. */
const breathMs = 100;

/** Calls when the page stands: soon, so that whoever waits for it to be loaded waits for this too. */
export function whenRested(call: () => void): void {
  setTimeout(call, breathMs);
}
