// The one place that turns an address into what `new Worker` accepts under Trusted Types.

interface Policy {
  createScriptURL(url: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

/** Lets addresses of this site through and throws on every other. */
export function checkSameOrigin(url: string, page = location.href): string {
  if (new URL(url, page).origin !== new URL(page).origin)
    throw new TypeError(`Not a script of this site: ${url}`);
  return url;
}

let policy: Policy | undefined;

/** A worker's address, blessed by the policy `sigma-worker`. A policy can be created once a page: use this function. */
export function trustedWorkerUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  policy ??= trustedTypes?.createPolicy('sigma-worker', { createScriptURL: (text) => checkSameOrigin(text) });
  return policy ? policy.createScriptURL(url) : checkSameOrigin(url);
}
