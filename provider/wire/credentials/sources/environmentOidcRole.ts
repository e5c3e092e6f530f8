import type { DefaultSource } from "../defaultSource";
import { SESSION_NAME } from "../readRole";

const REQUIRED = ["ALIBABA_CLOUD_ROLE_ARN", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE"];

/** The OIDC role that Alibaba Cloud's Kubernetes service describes in a pod's environment variables. */
export const environmentOidcRole: DefaultSource = {
  title: "OIDC role from the environment",
  variables: [...REQUIRED, "ALIBABA_CLOUD_ROLE_SESSION_NAME"],
  async fetch({ environment, stsEndpoint }, send) {
    const missing = REQUIRED.filter((name) => !environment[name]);
    if (missing.length > 0) {
      return { absent: `${missing.join(", ")} not set` };
    }
    const [roleArn = "", oidcProviderArn = "", file = ""] = REQUIRED.map((name) => environment[name]);
    const sessionName = environment.ALIBABA_CLOUD_ROLE_SESSION_NAME || SESSION_NAME;
    const token = { file: { value: file, source: "ALIBABA_CLOUD_OIDC_TOKEN_FILE" } };
    const role = { roleArn, oidcProviderArn, token, sessionName, stsEndpoint };
    const { assumeRoleWithOidc } = await import("../sessions/assumeRoleWithOidc");
    return assumeRoleWithOidc("OIDC role from the environment (ALIBABA_CLOUD_ROLE_ARN)", role)(send);
  },
};
