/** An operation of the API: its name, its parameters and how its answer is read. */
export interface Operation<Input, Output> {
  /** Name in the API, for example `DescribeDownloadTask`. */
  readonly action: string;
  /** Returns the parameters of one call, under the API's names. */
  parameters(input: Input): Record<string, string>;
  /**
   * Turns the body of a success into a value.
   * @throws Error that says what is wrong, if the body has another shape
   */
  parse(body: Record<string, unknown>): Output;
  /**
   * Whether the same request can be sent twice without harm. If not, it is sent again only if it was certainly not
   * done.
   */
  readonly idempotent: boolean;
}
