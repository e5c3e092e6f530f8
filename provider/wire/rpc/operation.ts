/** An operation of the API: what it is called, what it sends, how its answer is read. */
export interface Operation<Input, Output> {
  /** The API's name, for example `DescribeDownloadTask`. */
  readonly action: string;
  /** The parameters of one call, under the API's names. */
  parameters(input: Input): Record<string, string>;
  /**
   * Turns the body of a success into a value.
   * @throws Error that says what is wrong, where the body has another shape
   */
  parse(body: Record<string, unknown>): Output;
  /** Sending the same again does no harm. A call of any other operation is sent once, unless it was surely not done. */
  readonly idempotent: boolean;
}
