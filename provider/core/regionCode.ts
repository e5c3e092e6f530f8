/**
 * Tells whether a string has the form of a region code, such as `cn-hangzhou`, `us-east-1` or `rus-west-1`. The code
 * becomes part of the host name that signed requests go to, so every other string must be refused. Does not check that
 * the region exists, because new ones keep being added.
 */
export function isRegionCode(text: string): boolean {
  return text.length <= 63 && /^[a-z]{2,3}(-[a-z0-9]+)+$/.test(text);
}
