/*
 * Imports run one way: core <- wire <- connection <- operations <- dynamic <- sdk <- examples, and beside that
 * core <- lifecycle <- dynamic and sdk. A folder may import what stands to its left, the packages that are named for it,
 * and the modules of Node.js that are named for it.
 */
const road = ["core", "wire", "connection", "operations", "dynamic"];
const layers = {
  core: { after: [], packages: ["zod"], modules: [] },
  /** Every socket, file, variable and timer is opened here. */
  wire: { after: ["core"], packages: ["@alicloud/[^/]+", "https-proxy-agent"] },
  connection: { after: ["core", "wire"], packages: [], modules: [] },
  operations: { after: ["core", "wire", "connection"], packages: [], modules: ["crypto"] },
  lifecycle: { after: ["core"], packages: [], modules: ["util"] },
  dynamic: { after: [...road, "lifecycle"], packages: ["@pulumi/pulumi"], modules: ["crypto", "util"] },
};

/** Within a layer, each folder may import these folders of the same layer; the files beside the folders are open to all. */
const rooms = {
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
    transport: ["endpoint"],
    credentials: ["configuration", "endpoint"],
    rpc: ["endpoint", "transport", "credentials"],
  },
};

const layerRules = Object.entries(layers).flatMap(([layer, { after, packages, modules }]) => [
  {
    name: `${layer}-imports-its-left`,
    severity: "error",
    from: { path: `^provider/${layer}/` },
    to: { path: "^(provider|sdk|examples|test)/", pathNot: `^provider/(${[layer, ...after].join("|")})/` },
  },
  {
    name: `${layer}-imports-its-packages`,
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
          name: `${layer}-imports-its-modules`,
          severity: "error",
          from: { path: `^provider/${layer}/` },
          to: { dependencyTypes: ["core"], pathNot: modules.map((name) => `^(node:)?${name}$`) },
        },
      ]),
]);

const roomRules = Object.entries(rooms).flatMap(([layer, folders]) =>
  Object.entries(folders).map(([folder, after]) => ({
    name: `${layer}-${folder}-imports-its-left`,
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
      name: "every-folder-has-its-rule",
      comment: "a new folder of provider, core or wire is named above, with what it may import",
      severity: "error",
      from: {
        path: "^provider/",
        pathNot: [
          `^provider/(${Object.keys(layers).join("|")})/[^/]+$`,
          ...Object.entries(rooms).map(([layer, folders]) => `^provider/${layer}/(${Object.keys(folders).join("|")})/`),
        ],
      },
      to: {},
    },
    ...layerRules,
    ...roomRules,
    { name: "sdk-imports-its-left", severity: "error", from: { path: "^sdk/" }, to: { path: "^(examples|test)/" } },
    {
      name: "sdk-imports-pulumi-alone",
      severity: "error",
      from: { path: "^sdk/" },
      to: { path: "^node_modules/", pathNot: ["^node_modules/@pulumi/pulumi/", "^node_modules/@types/node/"] },
    },
    {
      name: "emulator-stands-alone",
      comment: "shares no code with the client, so that an error in one shows in the other",
      severity: "error",
      from: { path: "^test/emulator/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^test/emulator/", dependencyTypesNot: ["core"] },
    },
    {
      name: "examples-use-the-public-face",
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
