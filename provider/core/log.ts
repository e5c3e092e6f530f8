/**
 * Receives messages from a read or a wait. Every retry goes to `debug`. Whatever a user should know although the read
 * continues goes to `warning`. Messages are one line and never contain a secret.
 */
export interface Log {
  debug(message: string): void;
  warning(message: string): void;
}
