/** Keywords of GitLab CI by where they may stand, from GitLab's reference of its YAML syntax. */
export const GITLAB_KEYWORDS = {
  default: [
    ...["after_script", "artifacts", "before_script", "cache", "hooks", "id_tokens", "image", "interruptible", "retry"],
    ...["services", "tags", "timeout"],
  ],
  job: [
    ...["after_script", "allow_failure", "artifacts", "before_script", "cache", "coverage", "dependencies"],
    ...["environment", "extends", "hooks", "id_tokens", "identity", "image", "inherit", "interruptible"],
    ...["manual_confirmation", "needs", "pages", "parallel", "release", "resource_group", "retry", "rules", "run"],
    ...["script", "secrets", "services", "stage", "tags", "timeout", "trigger", "variables", "when"],
  ],
  rule: ["allow_failure", "changes", "exists", "if", "interruptible", "needs", "variables", "when"],
  retry: ["exit_codes", "max", "when"],
  allow_failure: ["exit_codes"],
  image: ["docker", "entrypoint", "kubernetes", "name", "pull_policy"],
} as const;
