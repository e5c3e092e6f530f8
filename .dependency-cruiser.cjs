/*
 * Imports run one way: core <- wire <- connection <- operations <- dynamic <- sdk <- examples.
 * A second path is core <- lifecycle <- dynamic and sdk. The plugin, the build and the release stand beside
 * dynamic, and nothing imports them.
 * A folder may import the folders to its left, and the packages and Node.js modules that the table lists for it.
 */
const chain = ["core", "wire", "connection", "operations", "dynamic"];
const layers = {
  core: { after: [], packages: ["zod"], modules: [] },
  /** May import any Node.js module: only this layer opens sockets and files, reads variables and sets timers. */
  wire: { after: ["core"], packages: ["@alicloud/[^/]+", "https-proxy-agent", "ini"] },
  connection: { after: ["core", "wire"], packages: [], modules: [] },
  operations: { after: ["core", "wire", "connection"], packages: [], modules: ["crypto"] },
  lifecycle: { after: ["core"], packages: [], modules: ["util"] },
  dynamic: { after: [...chain, "lifecycle"], packages: ["@pulumi/pulumi"], modules: ["crypto", "util"] },
  plugin: {
    after: [...chain.slice(0, -1), "lifecycle"],
    packages: ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf", "@types/google-protobuf"],
    modules: ["crypto", "events", "fs", "net", "path", "util"],
  },
  /** Bundles what the npm package and the plugin run. Nothing imports it. */
  build: { after: [], packages: ["esbuild"] },
  /** Makes the archives of a release. Nothing imports it. */
  release: { after: ["core"], packages: ["tar"] },
};

/**
 * The folders of the same layer that each folder may import. Any folder may import the files at the top of its layer.
 */
const subfolders = {
  core: {
    text: [],
    listing: ["text"],
    arguments: ["text", "listing"],
    verdict: ["text", "listing", "arguments"],
    wait: ["text", "listing", "arguments", "verdict"],
  },
  wire: {
    configuration: [],
    endpoint: [],
    handOver: [],
    transport: ["endpoint"],
    credentials: ["configuration", "endpoint", "transport"],
    rpc: ["endpoint", "transport", "credentials"],
  },
  operations: {
    exports: [],
  },
  lifecycle: { gate: [], task: [] },
  plugin: { engine: [], values: [], resources: [], handlers: ["engine", "values", "resources"] },
};

const layerRules = Object.entries(layers).flatMap(([layer, { after, packages, modules }]) => [
  {
    name: `${layer}-imports-only-lower-layers`,
    severity: "error",
    from: { path: `^provider/${layer}/` },
    to: { path: "^(provider|sdk|examples|test)/", pathNot: `^provider/(${[layer, ...after].join("|")})/` },
  },
  {
    name: `${layer}-imports-only-its-packages`,
    severity: "error",
    from: { path: `^provider/${layer}/` },
    to: {
      path: "^node_modules/",
      pathNot: [...packages, "@types/node"].map((name) => `^node_modules/${name}/`),
    },
  },
  ...(modules === undefined
    ? []
    : [
        {
          name: `${layer}-imports-only-its-node-modules`,
          severity: "error",
          from: { path: `^provider/${layer}/` },
          to: { dependencyTypes: ["core"], pathNot: modules.map((name) => `^(node:)?${name}$`) },
        },
      ]),
]);

const subfolderRules = Object.entries(subfolders).flatMap(([layer, folders]) =>
  Object.entries(folders).map(([folder, after]) => ({
    name: `${layer}-${folder}-imports-only-lower-folders`,
    severity: "error",
    from: { path: `^provider/${layer}/${folder}/` },
    to: { path: `^provider/${layer}/[^/]+/`, pathNot: `^provider/${layer}/(${[folder, ...after].join("|")})/` },
  })),
);

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: "^(provider|sdk)/" },
      to: {},
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "every-folder-has-a-rule",
      comment:
        "add each new folder of provider, core, wire or operations to the tables above, with the imports it is allowed",
      severity: "error",
      from: {
        path: "^provider/",
        pathNot: [
          `^provider/(${Object.keys(layers).join("|")})/[^/]+$`,
          ...Object.entries(subfolders).map(
            ([layer, folders]) => `^provider/${layer}/(${Object.keys(folders).join("|")})/`,
          ),
        ],
      },
      to: {},
    },
    ...layerRules,
    ...subfolderRules,
    {
      name: "sdk-imports-no-examples-or-tests",
      severity: "error",
      from: { path: "^sdk/" },
      to: { path: "^(examples|test)/" },
    },
    {
      name: "sdk-imports-only-pulumi",
      severity: "error",
      from: { path: "^sdk/nodejs/" },
      to: { path: "^node_modules/", pathNot: ["^node_modules/@pulumi/pulumi/", "^node_modules/@types/node/"] },
    },
    {
      name: "emulator-stands-alone",
      comment: "the emulator shares no code with the client, so a mistake in one shows up against the other",
      severity: "error",
      from: { path: "^sdk/emulator/" },
      to: { pathNot: "^sdk/emulator/", dependencyTypesNot: ["core"] },
    },
    {
      name: "emulator-is-loaded-by-nothing",
      comment: "the emulator is shipped for users' tests, and no deployment may load it",
      severity: "error",
      from: { path: "^(provider|sdk)/", pathNot: "^sdk/emulator/" },
      to: { path: "^sdk/emulator/" },
    },
    {
      name: "examples-use-the-public-api",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^(provider|test)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    exclude: { path: "^(dist|coverage)/" },
  },
};
