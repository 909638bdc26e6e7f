/** Whether there is room for Monaco and a device that it supports: not on phones. */
export function monacoFits(): MediaQueryList {
  return matchMedia('(width >= 800px) and (pointer: fine)');
}
