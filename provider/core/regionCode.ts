/**
 * Tells whether a text can be a region's code, such as `cn-hangzhou` or `us-east-1`. It becomes part of a host name that
 * signed requests go to, so nothing else may pass; that the region exists is not checked, since new ones are added.
 */
export function isRegionCode(text: string): boolean {
  return text.length <= 63 && /^[a-z]{2}(-[a-z0-9]+)+$/.test(text);
}
