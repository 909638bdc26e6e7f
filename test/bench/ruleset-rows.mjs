// What the rule set benchmark measures. Each row makes the n-th event's text of one of the corpus; the limits are for the
// first row.
export const rows = [
  { name: 'repeated as they are', vary: (line) => line },
  {
    name: 'each with values of its own',
    // Longer texts (paths, command lines, identifiers, times) get an ending that no other event has.
    vary: (line, n) => line.replace(/"((?:[^"\\]|\\.){20,})"(?=[,}\]])/g, `"$1${n.toString(36)}"`),
  },
];

export const limits = {
  /** Of what JSON.parse of the same bytes takes. */
  ofParse: 2,
  thanOneByOne: 200,
  /** Events a second, reading them included. */
  ofRsigma: 1,
  /** Without reading the YAML, for all of SigmaHQ's rules. */
  compileMs: 1500,
  compileMb: 80,
};
