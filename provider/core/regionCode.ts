/**
 * Tells whether a text has the form of a region code, such as `cn-hangzhou` or `us-east-1`. The code becomes part of
 * the host name that signed requests go to, so nothing else may pass. Whether the region exists is not checked,
 * because new regions are added.
 */
export function isRegionCode(text: string): boolean {
  return text.length <= 63 && /^[a-z]{2}(-[a-z0-9]+)+$/.test(text);
}
