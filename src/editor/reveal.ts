// How far an editor scrolls to show a stretch of text: no further than needed, and with what stands before it.

/** Pixels from the start of the lines; for `scrollLeft` and `width`, of what is in view. */
export function scrollLeftFor(
  stretch: { readonly left: number; readonly right: number },
  view: { readonly scrollLeft: number; readonly width: number },
): number {
  const { left } = stretch;
  const { scrollLeft, width } = view;
  const third = width / 3;
  // The rest of a long stretch may be out of view.
  const enough = Math.min(stretch.right, left + third);
  if (scrollLeft <= left && enough <= scrollLeft + width) return scrollLeft;
  return enough <= width ? 0 : left - third;
}

/** Pixels from the top. What is out of view goes to the middle, or shows its beginning when it is too tall. */
export function scrollTopFor(
  stretch: { readonly top: number; readonly bottom: number },
  view: { readonly scrollTop: number; readonly height: number },
): number {
  const { top, bottom } = stretch;
  const { scrollTop, height } = view;
  if (scrollTop <= top && bottom <= scrollTop + height) return scrollTop;
  return Math.min(top, (top + bottom - height) / 2);
}
