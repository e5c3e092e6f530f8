/** MongoDB's arguments of an export, and the values that the service takes if they are left out. */
export const SERVICE_DEFAULTS = {
  primaryKeyTypeOnly: false,
  isCluster: false,
  useZstd: false,
  adminDatabase: "admin",
} as const;
