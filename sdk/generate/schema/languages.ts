/** What the schema takes from package.json, which is the one place that names the repository. */
export interface PackageFacts {
  name: string;
  version: string;
  description: string;
  license: string;
  author: string;
  keywords: string[];
  repository: { url: string };
  peerDependencies: Record<string, string>;
}

/** Returns the address of the repository without its scheme, for example `example.com/owner/name`. */
export function repositoryAddress({ repository }: PackageFacts): string {
  return repository.url.replace(/^git\+https:\/\//, "").replace(/\.git$/, "");
}

/** Returns what the generator of each language needs. YAML and HCL need nothing. */
export function languages(facts: PackageFacts) {
  const sdk = facts.peerDependencies["@pulumi/pulumi"] ?? "";
  const oldest = sdk.replace("^", "");
  return {
    csharp: {
      namespaces: { "alicloud-dbs": "AlicloudDbs" },
      packageReferences: { Pulumi: "3.*" },
      respectSchemaVersion: true,
    },
    go: {
      generateResourceContainerTypes: true,
      importBasePath: `${repositoryAddress(facts)}/sdk/go/aliclouddbs`,
      respectSchemaVersion: true,
    },
    nodejs: {
      dependencies: { "@pulumi/pulumi": sdk },
      packageName: facts.name,
      respectSchemaVersion: true,
    },
    python: {
      inputTypes: "classes-and-dicts",
      packageName: facts.name.replaceAll("-", "_"),
      pyproject: { enabled: true },
      requires: { pulumi: `>=${oldest},<4.0.0` },
      respectSchemaVersion: true,
    },
  };
}
