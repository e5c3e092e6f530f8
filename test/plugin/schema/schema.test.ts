import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CheckRequest, type CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { GATE_REPLACING_INPUTS } from "../../../provider/lifecycle/gate/gateInputs";
import { TASK_REPLACING_INPUTS } from "../../../provider/lifecycle/task/taskInputs";
import { CONFIGURATION_KEYS } from "../../../provider/wire/configuration/configuration";
import { ASSUME_ROLE_MEMBERS } from "../../../provider/wire/credentials/assumeRoleSetting";
import { OIDC_ROLE_MEMBERS } from "../../../provider/wire/credentials/sources/oidcRole";
import { CONFIGURED_SOURCES } from "../../../provider/wire/credentials/sourceTable";
import { createSchema } from "../../../sdk/generate/schema/schema";
import { startPluginEngine, structOf } from "../../support/plugin/pluginEngine";
import { type PropertySpec, ROOT, SCHEMA, SCHEMA_TEXT, WORDS } from "./readSchema";

const facts = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

/** Every property of the schema, with the place where it stands. */
function everyProperty(): [string, PropertySpec][] {
  const places: [string, Record<string, PropertySpec> | undefined][] = [
    ["config", SCHEMA.config.variables],
    ["provider", SCHEMA.provider.inputProperties],
    ...Object.entries(SCHEMA.types).map(([token, { properties }]): [string, typeof properties] => [token, properties]),
    ...Object.values(WORDS).flatMap(({ name, inputs, outputs }): [string, Record<string, PropertySpec>][] => [
      [`inputs of ${name}`, inputs],
      [`outputs of ${name}`, outputs],
    ]),
  ];
  return places.flatMap(([place, properties = {}]) =>
    Object.entries(properties).map(([name, spec]): [string, PropertySpec] => [`${place}: ${name}`, spec]),
  );
}

const property = (name: string) => SCHEMA.config.variables[name];

describe("provider/plugin/schema.json", () => {
  it("is what `npm run build:schema` writes", () => {
    assert.equal(`${JSON.stringify(createSchema(facts), null, 2)}\n`, SCHEMA_TEXT);
  });

  it("describes every property in a sentence", () => {
    const properties = everyProperty();
    assert.ok(properties.length > 150, `only ${properties.length} properties were found`);
    assert.deepEqual(
      properties.filter(([, { description }]) => !/^.{10,}\.$/s.test(description)).map(([place]) => place),
      [],
    );
  });

  it("takes no default from the environment, which would put a credential into the state, and none of its own", () => {
    assert.doesNotMatch(SCHEMA_TEXT, /"defaultInfo"|"default":/);
  });

  it("has sizes in bytes as numbers, because an integer has 32 bits in .NET and Java", () => {
    const sizes = everyProperty().filter(([, { description }]) => /[nN]umber of bytes|in bytes/.test(description));
    assert.deepEqual(
      sizes.map(([place, { type }]) => [place.split(": ")[1], type]),
      [
        ["exportDataSize", "number"],
        ["importDataSize", "number"],
        ["backupSetSize", "number"],
        ["backupSetSize", "number"],
      ],
    );
  });

  it("has a target of one object type with an enum, and no union anywhere", () => {
    assert.doesNotMatch(SCHEMA_TEXT, /"oneOf"/);
    const target = SCHEMA.types["alicloud-dbs:index:ExportTarget"];
    assert.deepEqual(target?.required, ["type"]);
    assert.equal(target?.properties?.type?.$ref, "#/types/alicloud-dbs:index:TargetType");
    assert.equal(WORDS.DownloadTask?.inputs.target?.$ref, "#/types/alicloud-dbs:index:ExportTarget");
  });

  it("has enums in inputs alone: what the service says is a text", () => {
    const isEnum = ({ $ref, items }: PropertySpec) => {
      const type = SCHEMA.types[(($ref ?? items?.$ref) || "").replace("#/types/", "")];
      return type?.enum !== undefined;
    };
    const outputs = [
      ...Object.values(WORDS).flatMap(({ outputs: properties }) => Object.entries(properties)),
      ...Object.entries(SCHEMA.types["alicloud-dbs:index:DownloadTaskDetails"]?.properties ?? {}),
    ];
    assert.deepEqual(
      outputs.filter(([, spec]) => isEnum(spec)),
      [],
    );
    const { downloadStatus, format } = SCHEMA.types["alicloud-dbs:index:DownloadTaskDetails"]?.properties ?? {};
    assert.deepEqual([downloadStatus?.type, format?.type], ["string", "string"]);
    assert.ok(isEnum(WORDS.DownloadTask?.inputs.format as PropertySpec));
  });

  it("marks links as secret, and nothing else of the words", () => {
    const secrets = Object.values(WORDS).flatMap(({ name, inputs, outputs }) =>
      [...Object.entries(inputs), ...Object.entries(outputs)]
        .filter(([, { secret }]) => secret)
        .map(([each]) => `${name}.${each}`),
    );
    assert.deepEqual(secrets, ["getDownloadUrl.publicUrl", "getDownloadUrl.privateUrl"]);
  });

  it("says of each input that replaces a resource that it does", () => {
    const replacing = (name: string) =>
      Object.entries(WORDS[name]?.inputs ?? {})
        .filter(([, { willReplaceOnChanges }]) => willReplaceOnChanges)
        .map(([each]) => each)
        .sort();
    assert.deepEqual(replacing("DownloadTask"), [...TASK_REPLACING_INPUTS].sort());
    assert.deepEqual(replacing("DownloadTasksGate"), [...GATE_REPLACING_INPUTS].sort());
  });

  it("has the dynamic type of each resource as an alias, so that moving to the plugin replaces nothing", () => {
    for (const [token, { aliases }] of Object.entries(SCHEMA.resources)) {
      assert.deepEqual(aliases, [
        { type: token.replace("alicloud-dbs:index:", "pulumi-nodejs:dynamic/alicloud-dbs:") },
      ]);
    }
  });

  it("has the keys of the configuration as arguments of the provider, with the variables that stand in for them", () => {
    const keys: Record<string, readonly string[]> = Object.assign(
      { assumeRole: [] },
      CONFIGURATION_KEYS,
      ...CONFIGURED_SOURCES.map((source) => source.keys),
    );
    assert.deepEqual(Object.keys(SCHEMA.config.variables).sort(), Object.keys(keys).sort());
    assert.deepEqual(SCHEMA.provider.inputProperties, SCHEMA.config.variables);
    for (const [key, variables] of Object.entries(keys)) {
      const named = [...(property(key)?.description ?? "").matchAll(/`([A-Z][A-Z_]{3,})`/g)].map(([, name]) => name);
      assert.deepEqual(named, [...variables], key);
    }
    const members = (type: string) => Object.keys(SCHEMA.types[`alicloud-dbs:index:${type}`]?.properties ?? {});
    assert.deepEqual(members("AssumeRole"), Object.keys(ASSUME_ROLE_MEMBERS));
    assert.deepEqual(members("AssumeRoleWithOidc"), Object.keys(OIDC_ROLE_MEMBERS));
  });

  it("marks those arguments of the provider as secret that the plugin marks too", async () => {
    const secrets = Object.entries(SCHEMA.provider.inputProperties)
      .filter(([, { secret }]) => secret)
      .map(([name]) => name);
    const engine = await startPluginEngine();
    try {
      const given = Object.fromEntries(Object.keys(SCHEMA.provider.inputProperties).map((name) => [name, "x"]));
      const checked = await engine.call<CheckRequest, CheckResponse>(
        engine.client.checkConfig,
        new CheckRequest().setNews(structOf(given)),
      );
      assert.deepEqual(checked.getFailuresList(), []);
      const marked = Object.entries(checked.getInputs()?.toJavaScript() ?? {})
        .filter(([, value]) => typeof value === "object")
        .map(([name]) => name);
      assert.deepEqual(secrets.sort(), marked.sort());
      assert.ok(secrets.includes("secretKey"));
    } finally {
      engine.close();
    }
  });

  it("takes version, publisher and the address of the repository from package.json", () => {
    const address = /^git\+https:\/\/(.*)\.git$/.exec(facts.repository.url)?.[1];
    assert.deepEqual([SCHEMA.version, SCHEMA.publisher], [facts.version, facts.author]);
    assert.deepEqual(
      [SCHEMA.repository, SCHEMA.homepage, SCHEMA.pluginDownloadURL],
      [`https://${address}`, `https://${address}`, `https://${address}/releases/download/v\${VERSION}`],
    );
    assert.equal(SCHEMA.language.go?.importBasePath, `${address}/sdk/go/aliclouddbs`);
    assert.ok(Object.values(SCHEMA.language).every(({ respectSchemaVersion }) => respectSchemaVersion === true));
    const moved = createSchema({ ...facts, repository: { url: "git+https://example.org/elsewhere.git" } });
    assert.equal(moved.language.go.importBasePath, "example.org/elsewhere/sdk/go/aliclouddbs");
  });
});
