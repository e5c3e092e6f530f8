/** Tells whether a value is a `Date`, of any realm. Test runners such as jest run a program in a realm of its own. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}
