/** Reason why a gate can't be read or imported. */
export const NEVER_READ =
  "because a gate exists only in its stack's state and one that is read or imported would never wait";
