// Fingers, mouse and wheel on the timeline: drag to move, pinch or Ctrl and the wheel to zoom.

export interface GestureActions {
  /** `at`: 0 to 1, what stays where it is. */
  readonly zoom: (factor: number, at: number) => void;
  /** In widths of the timeline. */
  readonly move: (by: number) => void;
  /** Neither dragged nor pinched. */
  readonly pick: (event: PointerEvent) => void;
}

/** So far a finger may slip before it drags. */
const slipPx = 5;

export function createGestures({ zoom, move, pick }: GestureActions) {
  const held = new Map<number, number>();
  let dragged = false;
  let begunAt = 0;

  const widthOf = (event: Event) => (event.currentTarget as HTMLElement).clientWidth || 1;
  const placeOf = (event: MouseEvent, x: number) =>
    (x - (event.currentTarget as HTMLElement).getBoundingClientRect().left) / widthOf(event);

  return {
    wheel(event: WheelEvent): void {
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !sideways) return;
      event.preventDefault();
      if (event.ctrlKey) zoom(Math.exp(event.deltaY / 200), placeOf(event, event.clientX));
      else move(event.deltaX / widthOf(event));
    },

    down(event: PointerEvent): void {
      if (event.button !== 0) return;
      held.set(event.pointerId, event.clientX);
      if (held.size === 1) {
        dragged = false;
        begunAt = event.clientX;
      }
    },

    moved(event: PointerEvent): void {
      const before = held.get(event.pointerId);
      if (before === undefined) return;
      if (!dragged && held.size === 1 && Math.abs(event.clientX - begunAt) < slipPx) return;
      if (!dragged) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      dragged = true;
      const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
      held.set(event.pointerId, event.clientX);
      if (other === undefined) move((before - event.clientX) / widthOf(event));
      else {
        const [was, is] = [Math.abs(before - other), Math.abs(event.clientX - other)];
        if (was > 8 && is > 8) zoom(was / is, placeOf(event, (other + event.clientX) / 2));
      }
    },

    up(event: PointerEvent): void {
      if (held.delete(event.pointerId) && !dragged && held.size === 0) pick(event);
    },

    cancel(event: PointerEvent): void {
      held.delete(event.pointerId);
    },
  };
}
