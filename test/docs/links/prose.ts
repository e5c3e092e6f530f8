/** Returns a page without its code, because brackets and `#` have other meanings there. */
export function prose(text: string): string {
  return text
    .replace(/^\s*(```+|~~~+).*?^\s*\1/gms, "")
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()<>]/g, ""));
}
