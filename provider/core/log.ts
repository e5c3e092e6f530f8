/**
 * Receives messages from a read or a wait. Every retry goes to `debug`. Anything that a user should know, even though
 * the read continues, goes to `warning`. Each message is one line and never contains a secret.
 */
export interface Log {
  debug(message: string): void;
  warning(message: string): void;
}
