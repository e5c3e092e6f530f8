/** An operation of the API: its name, its parameters and how to parse its answer. */
export interface Operation<Input, Output> {
  /** Name in the API, for example `DescribeDownloadTask`. */
  readonly action: string;
  /** Returns the parameters of one call, under the API's names. */
  parameters(input: Input): Record<string, string>;
  /**
   * Parses the body of a successful answer.
   * @throws Error that says what is wrong, if the body has another shape
   */
  parse(body: Record<string, unknown>): Output;
  /**
   * Whether the same request can be sent twice without harm. If not, it is sent again only if it was certainly not
   * carried out.
   */
  readonly idempotent: boolean;
  /**
   * Whether a successful answer holds a secret link. No message then quotes the body of an answer, or any text of one
   * that holds a link. Default: false
   */
  readonly secretAnswer?: boolean;
}
