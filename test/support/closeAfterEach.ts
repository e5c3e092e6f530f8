/** Something to close when a test is over, such as a server or a client. */
export interface Closable {
  close(): unknown;
}

/**
 * Returns a function that registers something to close after the current test. Call `closeAfterEach` within `describe`.
 * What was registered last is closed first, so a client is closed before its server.
 */
export function closeAfterEach(): <T extends Closable>(starting: T | Promise<T>) => Promise<T> {
  const open: Closable[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });
  return async (starting) => {
    const each = await starting;
    open.push(each);
    return each;
  };
}
