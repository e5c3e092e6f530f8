/**
 * Where a read or a wait tells what it does. `debug` carries every retry; `warning` what a user should know although
 * the read goes on. Messages are one line and never hold a secret.
 */
export interface Log {
  debug(message: string): void;
  warning(message: string): void;
}
