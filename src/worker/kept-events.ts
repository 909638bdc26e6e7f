/** Keeps what a target says while nobody listens. The function it gives ends that, and has it all said again. */
export function keepEvents(target: EventTarget, types: readonly string[]): () => void {
  const kept: Event[] = [];
  const keep = (event: Event): void => void kept.push(event);
  for (const type of types) target.addEventListener(type, keep);
  return () => {
    for (const type of types) target.removeEventListener(type, keep);
    // Later, for the new listener is added by whoever takes the target now.
    queueMicrotask(() => kept.forEach((event) => target.dispatchEvent(event)));
  };
}
