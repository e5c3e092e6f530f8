/** Versions of Pulumi's SDK and of Node.js that are tested together. docs/support.md lists them. */
export const CELLS = [
  { sdk: "3.182.0", node: "20" },
  { sdk: "3.248.0", node: "22" },
  { sdk: "latest", node: "24" },
] as const;
