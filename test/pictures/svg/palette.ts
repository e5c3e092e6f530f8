/** Colours of a picture: the names of a style sheet's variables, and their values on a light and on a dark page. */
export const PALETTE: Record<string, readonly [light: string, dark: string]> = {
  page: ["#ffffff", "#0d1117"],
  edge: ["#c4ccd4", "#3d444d"],
  text: ["#1f2328", "#e6edf3"],
  grey: ["#59636e", "#9198a1"],
  red: ["#c01825", "#ff7b72"],
  green: ["#116329", "#3fb950"],
  yellow: ["#7a4b00", "#e3b341"],
  blue: ["#0550ae", "#79c0ff"],
  magenta: ["#7a3fd0", "#d2a8ff"],
  cyan: ["#0b6470", "#56d4dd"],
  greenFill: ["#dff5e4", "#12261e"],
  redFill: ["#ffebe9", "#2d1517"],
  blueFill: ["#e6f2ff", "#121d2f"],
  greyFill: ["#f3f5f7", "#161b22"],
};

/** Names of a terminal's sixteen colours in the palette. */
export const TERMINAL_COLORS = [
  ...["text", "red", "green", "yellow", "blue", "magenta", "cyan", "text"],
  ...["grey", "red", "green", "yellow", "blue", "magenta", "cyan", "text"],
];
