/** A text as a file of its own, however many of them other parts of the page load as one. */
declare module '*?alone&raw' {
  const text: string;
  export default text;
}
