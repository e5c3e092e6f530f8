/** Keys of the configuration that hold a credential, or may hold one. */
export const SECRET_KEYS: readonly string[] = [
  "accessKey",
  "secretKey",
  "securityToken",
  "credentialsUri",
  "assumeRole",
  "assumeRoleWithOidc",
];
