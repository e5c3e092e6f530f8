/**
 * Returns a function that remembers its last text and what it made of it. Use it where one text mostly follows itself, as
 * the states of the tasks in a list do, and where nobody changes the result.
 */
export function reusingLast<T>(make: (text: string) => T): (text: string) => T {
  let last: { text: string; made: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) };
    return last.made;
  };
}
