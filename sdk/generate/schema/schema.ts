import { functions } from "./functions";
import { languages, type PackageFacts, repositoryAddress } from "./languages";
import { providerArguments } from "./provider";
import { resources } from "./resources";
import { types } from "./types";

/**
 * Returns the schema of the Pulumi package. Texts come from the doc comments of the TypeScript SDK, environment variables
 * and replacing inputs from the code, examples from `examples/words`, and the address of the repository from
 * package.json.
 */
export function createSchema(facts: PackageFacts) {
  const address = repositoryAddress(facts);
  const configuration = providerArguments();
  return {
    name: "alicloud-dbs",
    displayName: "Alibaba Cloud DBS",
    version: facts.version,
    description: facts.description,
    keywords: facts.keywords,
    homepage: `https://${address}`,
    license: facts.license,
    publisher: facts.author,
    repository: `https://${address}`,
    // Pulumi fills in the version.
    pluginDownloadURL: `https://${address}/releases/download/v\${VERSION}`,
    meta: { supportPack: true },
    config: { variables: configuration },
    types: types(),
    provider: {
      description:
        "The connection to the service: its region, identity and endpoint. Credentials come from one source; a key from one source is never combined with a secret from another.",
      inputProperties: configuration,
    },
    resources: resources(),
    functions: functions(),
    language: languages(facts),
  };
}
