/** What ends with the test: connections of a client go before the server that they lead to. */
export interface Closable {
  close(): unknown;
}

/** To be called within `describe`: gives a function that notes what to close when a test is over, the newest first. */
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
