// What sharing takes, as one file to load when the page has come to rest.
import { hasSecret } from '../../redact/read-secrets.ts';
import { textsOf } from '../../share/redacted-work.ts';
import type { Session } from '../../state/session.svelte.ts';
import { createSlicer } from '../../worker/slices.ts';

export { default as ShareDialog } from './ShareDialog.svelte';

/** Whether there is a key or a password in what a link would carry. */
export function holdsSecret(session: Session): Promise<boolean> {
  return hasSecret(textsOf(session.work), createSlicer());
}
